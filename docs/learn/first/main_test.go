package main

func Example_main() {
	main()
	// Output:
	// 211 groups could buy support from 19 units
	// NHS Gateshead CCG opened on 2013-04-01 and closed on 2015-03-31
}
