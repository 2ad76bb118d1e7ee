package spend_test

import (
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

func ExampleFileDoubt() {
	const published = "Entity,Date,Supplier,Transaction Number,Amount,Total\n" +
		"NHS Example CCG,30/04/2020,EXAMPLE LTD,1,30000.00,90000.00\n"
	file, err := spend.NewLedger().Read(strings.NewReader(published), spend.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(file.Accounting.Sum)
	for _, d := range file.Doubts {
		fmt.Println(d)
	}
	// Output:
	// £30,000.00
	// more than one amount: "Amount" is counted and "Total" is not, which differs and could be the amount too
}
