package synthetic

import (
	"slices"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

// Market returns the real market completed for 2013/14 with made-up records. Each of
// them is marked as synthetic, and so is the market; without them the real market is
// left. The same seed makes the same market.
//
// The package documentation says what is made up and which published figures it
// matches. One such market says nothing about a single group: look at what holds for
// many seeds.
//
// An error means that the embedded data is damaged.
func Market(seed uint64) (*commissioning.Market, error) {
	m, err := england.Market()
	if err != nil {
		return nil, err
	}
	m.Synthetic = &commissioning.Completion{Seed: seed, Note: completionNote}
	c := completion{Market: m, seed: seed}
	for _, step := range []func() error{
		c.listGroups, c.countPeople, c.chooseUnits, c.setTerms,
		c.plan, c.pay, c.chooseLines, c.makeAgreements, c.recordDecisions,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

const completionNote = "Made up for 2013/14: planned and actual spending on commissioning support units, agreements and decisions. " +
	"The totals are those published; the figure of any one group is unknown."

// modelYear is the completed year. All groups and units began work on its first day.
var modelYear = nhs.MustParseFinancialYear("2013/14")

// A completion is a market while it is being completed, one step after another.
type completion struct {
	*commissioning.Market
	seed   uint64
	buyers []*buyer // in the order of the register
}

// A buyer is a group that was open on the first day of the year.
type buyer struct {
	*ccg.Group
	year    *ccg.Year // of the group's years
	people  int64
	unit    nhs.OrgID // its main unit
	until   nhs.Date  // the last day of its agreement
	days    int64     // of the year that the agreement covers
	rate    int64     // planned, in hundredths of a penny per head
	signed  nhs.Date
	choices []choice // who does each line, in the order of the families
}

func (c *completion) listGroups() error {
	for i := range c.CCGs.Groups {
		g := &c.CCGs.Groups[i]
		if !g.OpenOn(modelYear.First()) {
			continue
		}
		at := slices.IndexFunc(g.Years, func(y ccg.Year) bool { return y.Year == modelYear })
		if at < 0 {
			at = len(g.Years)
			g.Years = append(g.Years, ccg.Year{Year: modelYear})
		}
		c.buyers = append(c.buyers, &buyer{Group: g, year: &g.Years[at]})
	}
	return nil
}
