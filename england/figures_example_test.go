package england_test

import (
	"fmt"
	"log"

	"github.com/opencommissioning/commissioning/england"
)

// What did sources say that support cost, and might have cost?
func ExampleFigures() {
	figures, err := england.Figures()
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range figures {
		if f.Topic == "market-size" && f.Amount != nil {
			fmt.Println(f.On, f.Bound, f.Amount.Short(), f.Sources, f.ID)
		}
	}
	// Output:
	// 2013-10 over £550m [S01] csu-spend-2013-10
	// 2013-10 over £1bn [S01] market-potential-2013-10
	// 2014-02 over £700m [S59] support-spend-2014-02
}
