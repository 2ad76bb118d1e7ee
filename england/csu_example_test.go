package england_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/england"
)

// What became of every unit, and how sure that is. A date of two parts lies
// between them; a month is some day of it.
func ExampleCSUs() {
	register, err := england.CSUs()
	if err != nil {
		log.Fatal(err)
	}
	history := register.History()
	for _, u := range register.Units {
		if u.Stage != csu.Working {
			continue
		}
		fate := "works on"
		if u.End != "" {
			fate = fmt.Sprintf("%s %s", u.End, u.Closed)
		}
		var into []string
		for s := range history.Successions(u.Slug) {
			into = append(into, string(s.Successor))
		}
		if len(into) > 0 {
			fate += " into " + strings.Join(into, ", ")
		}
		fmt.Printf("%s: opened %s, %s (%s)\n", u.Slug, u.Opened, fate, u.Confidence)
	}
	// Output:
	// anglia: opened 2013-04-01, taken-over 2014-03-31 into north-east-london (high)
	// arden: opened 2013-04-01, merged 2015-03-31 into arden-gem (high)
	// arden-gem: opened 2015-04-01, works on (high)
	// central-eastern: opened 2013-04-01, closed 2014-09-30 (high)
	// central-midlands: opened 2013-04-01, merged 2014-01-02/2014-06 into midlands-lancashire (high)
	// central-southern: opened 2013-04-01, merged 2015-03-31 into south-central-west (high)
	// cheshire-merseyside: opened 2013-04-01, merged 2014-09-30 into north-west (medium)
	// greater-east-midlands: opened 2013-04-01, merged 2015-03-31 into arden-gem (high)
	// greater-manchester: opened 2013-04-01, merged 2014-09-30 into north-west (medium)
	// kent-medway: opened 2013-04-01, merged 2014-04-02/2015-01 into south-east (medium)
	// midlands-lancashire: opened 2014-01-02/2014-06, works on (high)
	// nel: opened 2017-04, closed 2021-10-31 (high)
	// north-east-london: opened 2013-04-01, merged 2017-04 into nel (medium)
	// north-of-england: opened 2013-04-01, works on (high)
	// north-west: opened 2014-10-01, closed 2016-03-31 (medium)
	// north-west-london: opened 2013-04-01, wound-down 2014-10/2015-01 into south-east (low)
	// north-yorkshire-humber: opened 2013-04-01, merged 2014-10 into yorkshire-humber (high)
	// south: opened 2013-04-01, merged 2015-03-31 into south-central-west (high)
	// south-central-west: opened 2015-04-01, works on (high)
	// south-east: opened 2014-04-02/2015-01, merged 2017-04 into nel (medium)
	// south-london: opened 2013-04-01, merged 2014-04-02/2015-01 into south-east (medium)
	// south-west: opened 2013-04-01, merged 2015-03-31 into south-central-west (high)
	// staffordshire-lancashire: opened 2013-04-01, merged 2014-01-02/2014-06 into midlands-lancashire (high)
	// surrey-sussex: opened 2013-04-01, closed 2013-09-28/2014-02 (medium)
	// west-south-yorkshire-bassetlaw: opened 2013-04-01, merged 2014-10 into yorkshire-humber (high)
	// yorkshire-humber: opened 2014-10, closed 2016-03-31 (medium)
}
