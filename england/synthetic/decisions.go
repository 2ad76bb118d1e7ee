package synthetic

import (
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// families lists the families of service lines, each by the line that represents it.
// GP IT and continuing healthcare are not among them: programme money paid for those.
var families = [...]service.ID{
	"finance",             // business-support
	"service-desk",        // gp-it-and-ict
	"bi-reporting",        // business-intelligence
	"contract-management", // contracting-and-procurement
	"service-redesign",    // transformation
	"communications",      // communications-and-engagement
	"complaints",          // quality-and-governance
	"medicines",           // clinical-support
}

// A choice is who does one line for a group.
type choice struct {
	line service.Line
	kind decision.Kind
	with *buyer // the lead of a shared line
	rate int64  // its cost, in hundredths of a penny per head
}

const (
	buys   = decision.Buy
	makes  = decision.Make
	shares = decision.Share
)

// noEvidence is the text where a decision needs evidence.
const noEvidence = "made up"

// minBought is the least number of lines that a group buys.
const minBought = 3

// chooseLines draws who does each line for each group, and divides the planned rate
// among the bought lines. Work is shared with a neighbour that does it in house;
// without such a neighbour it is done in house.
func (c *completion) chooseLines() error {
	d := c.rng(drawDecisions)
	neighbours := make(map[nhs.OrgID][]*buyer)
	for _, b := range c.buyers {
		neighbours[b.ICB] = append(neighbours[b.ICB], b)
		bought := 0
		for i, id := range families {
			line, ok := c.ServiceLines.Lookup(id)
			if !ok {
				return fmt.Errorf("unknown service line %s", id)
			}
			kind := drawKind(d, line.Nature)
			if left := len(families) - i; kind != buys && bought+left <= minBought {
				kind = buys
			}
			if kind == buys {
				bought++
			}
			b.choices = append(b.choices, choice{line: line, kind: kind})
		}
		b.signed = signedBy.AddDays(-int(d.between(0, 14)))
		if d.choose(60, 40) == 1 {
			b.signed = modelYear.First().AddDays(-int(d.between(4, 100)))
		}
	}
	for _, b := range c.buyers {
		for i := range b.choices {
			if b.choices[i].kind != shares {
				continue
			}
			if b.choices[i].with = maker(neighbours[b.ICB], i); b.choices[i].with == nil {
				b.choices[i].kind = makes
			}
		}
		if err := b.price(d); err != nil {
			return err
		}
	}
	return nil
}

// signedBy is the day on which the first agreements were due (S91).
var signedBy = nhs.MustParseDate("2012-11-30")

// drawKind draws who does a line. Bought work is most likely, and more so for routine
// work than for change or clinical work. No source gives the shares.
func drawKind(d rng, n service.Nature) decision.Kind {
	weights := [...]int64{68, 22, 10}
	switch n {
	case service.Transformational:
		weights = [...]int64{55, 38, 7}
	case service.Clinical:
		weights = [...]int64{50, 35, 15}
	}
	return [...]decision.Kind{buys, makes, shares}[d.choose(weights[:]...)]
}

// maker returns the first neighbour that does the line in house, or nil.
func maker(neighbours []*buyer, line int) *buyer {
	for _, n := range neighbours {
		if n.choices[line].kind == makes {
			return n
		}
	}
	return nil
}

// price gives every bought line its part of the planned rate. All but the last are
// whole pence per head, so that the charges of the lines, each rounded to the penny,
// sum to the plan.
func (b *buyer) price(d rng) error {
	var bought []*choice
	var weights []int64
	for i := range b.choices {
		ch := &b.choices[i]
		if ch.kind == buys {
			bought, weights = append(bought, ch), append(weights, d.between(50, 150))
		} else {
			ch.rate = d.between(30, 250) * 100
		}
	}
	pence, err := split(b.rate/100, weights)
	if err != nil {
		return err
	}
	for i, ch := range bought {
		ch.rate = pence[i] * 100
	}
	bought[len(bought)-1].rate += b.rate % 100
	return nil
}

// recordDecisions records each choice with the rejected option. Both count as equally
// capable, so the chosen one is the cheaper.
func (c *completion) recordDecisions() error {
	d := c.rng(drawRejected)
	for _, b := range c.buyers {
		for i := range b.choices {
			ch := &b.choices[i]
			chosen := b.option(ch.kind, ch, perHead(ch.rate).Mul(b.people))
			other := decision.Make
			if ch.kind == makes {
				other = decision.Buy
			}
			dearer := perHead(ch.rate * d.between(101, 130) / 100).Mul(b.people)
			c.Decisions = append(c.Decisions, decision.Decision{
				ID:        "synthetic-" + string(b.Code) + "-" + string(ch.line.ID),
				Synthetic: true,
				CCG:       b.Code, Line: ch.line.ID, Nature: ch.line.Nature, Date: b.signed,
				By:        &decision.Decider{Body: decision.GoverningBody},
				FirstYear: modelYear, LastYear: modelYear, Funding: ccg.RunningCost,
				Criteria: criteria(),
				Options:  []decision.Option{chosen, b.option(other, ch, dearer)},
				Chosen:   chosen.ID,
			})
		}
	}
	return nil
}

// option returns a way of doing a line at a cost for the year.
func (b *buyer) option(kind decision.Kind, ch *choice, amount nhs.Money) decision.Option {
	o := decision.Option{ID: string(kind), Kind: kind}
	points := 5
	cost := decision.Cost{Kind: decision.InHouse, Year: modelYear, Amount: &amount}
	if kind != makes {
		if o.Terms = decision.ServiceTerms; ch.line.Nature == service.Transformational {
			o.Terms = decision.Partnership
		}
	}
	switch kind {
	case buys:
		o.Supplier = &decision.Supplier{Org: b.unit, Kind: service.CSU, Leadership: noEvidence}
		o.Purchase = &decision.Purchase{Route: "NHS contract with a hosted unit", Ends: b.until}
		cost.Kind = decision.Price
	case shares:
		o.Sharing = &decision.Sharing{
			Lead: ch.with.Code, Liable: b.Code, Split: decision.ByPopulation,
			Partners: []decision.Partner{
				{Org: ch.with.Code, People: ccg.People(ch.with.people)},
				{Org: b.Code, People: ccg.People(b.people)},
			},
		}
		cost.Kind = decision.SharedService
	}
	o.Costs = []decision.Cost{cost, {Kind: decision.Redundancy, Year: modelYear, Amount: new(nhs.Money), Bearer: decision.Group}}
	o.Scores = []decision.Score{{Criterion: decision.OnCapability, Points: &points, Evidence: noEvidence}}
	return o
}

// criteria returns the weights: only cost and capability count.
func criteria() []decision.Criterion {
	var all []decision.Criterion
	for _, id := range decision.StandardCriteria() {
		k := decision.Criterion{ID: id}
		switch id {
		case decision.OnCost:
			k.Weight = nhs.MustParsePercent("80")
		case decision.OnCapability:
			k.Weight = nhs.MustParsePercent("20")
		}
		all = append(all, k)
	}
	return all
}
