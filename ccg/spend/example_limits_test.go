package spend_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A service that reads files of strangers bounds what a ledger holds.
func ExampleLimits() {
	ledger := spend.NewLimitedLedger(spend.Limits{MaxNames: 3, MaxSums: 1000})
	_, err := ledger.Read(strings.NewReader("Entity,Date,Supplier,Amount\n"+
		"NHS Example CCG,30/04/2020,ALPHA LTD,100.00\n"+
		"NHS Example CCG,30/04/2020,BETA LTD,100.00\n"+
		"NHS Example CCG,30/04/2020,GAMMA LTD,100.00\n"), spend.Options{})
	limit, ok := errors.AsType[*spend.LimitError](err)
	fmt.Println(ok, limit.Limit)
	fmt.Println(err)
	// Output:
	// true 3
	// there are more than 3 different names of bodies, suppliers and expenses: read fewer or smaller files at once
}
