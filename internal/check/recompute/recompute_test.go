package recompute

import (
	"flag"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
)

var documents = flag.Int("documents", 200, "how many random documents of each kind")

// The two implementations say the same of random documents.
func TestAgreement(t *testing.T) {
	for _, engine := range []struct {
		name   string
		random func(*rand.Rand) node
		again  func([]byte) []string
		first  func(*testing.T, []byte) []string
	}{
		{"charges", randomAgreement, Charges, charges},
		{"performance", randomAgreement, Performance, performance},
		{"competition", randomCompetition, Competition, competition},
		{"decision", randomDecision, Decision, decide},
		{"market", randomMarket, Market, market},
	} {
		t.Run(engine.name, func(t *testing.T) {
			t.Parallel()
			answered := 0
			for i := range *documents {
				doc := text(t, engine.random(rand.New(rand.NewPCG(uint64(i), 23))))
				want := engine.first(t, doc)
				if want == nil {
					continue // refused
				}
				answered++
				got := engine.again(doc)
				slices.Sort(want)
				slices.Sort(got)
				if diff := cmp.Diff(got, want, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("document %d: %s\n%s", i, doc, diff)
				}
			}
			if answered < *documents*9/10 {
				t.Errorf("only %d of %d documents were calculated", answered, *documents)
			}
		})
	}
}

func decode[T any](t *testing.T, doc []byte) T {
	t.Helper()
	v, err := document.Decode[T](doc)
	if err != nil {
		t.Fatalf("%s: %v", doc, err)
	}
	return v
}

func rat(v interface{ String() string }) string {
	s := strings.NewReplacer("£", "", ",", "", "%", "").Replace(v.String())
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return "no figure: " + s
	}
	return show(r)
}

func charges(t *testing.T, doc []byte) []string {
	a := decode[sla.Agreement](t, doc)
	s, err := sla.Charges(&a)
	if err != nil {
		return nil
	}
	var out []string
	for i, l := range s.Lines {
		if l.Total == nil {
			out = append(out, fmt.Sprintf("line %d unknown", i))
			continue
		}
		for _, c := range l.Charges {
			units := ""
			if c.Units != nil {
				units = fmt.Sprintf(" for %d counted %t", *c.Units, !c.Planned)
			}
			out = append(out, fmt.Sprintf("line %d %s to %s %s%s", i, c.From, c.To, rat(c.Amount), units))
		}
		out = append(out, fmt.Sprintf("line %d total %s", i, rat(*l.Total)))
	}
	if s.Total == nil {
		return append(out, "total unknown")
	}
	out = append(out, "total "+rat(*s.Total))
	for _, m := range s.Months {
		out = append(out, fmt.Sprintf("month %s %s", m.From, rat(*m.Amount)))
	}
	for _, y := range s.Years {
		at := fmt.Sprintf("year %d", y.Year.First().Year())
		out = append(out, at+" "+rat(*y.Amount))
		if y.PerHead != nil {
			out = append(out, at+" per head "+rat(*y.PerHead))
		}
		for i, c := range y.Customers {
			out = append(out, fmt.Sprintf("%s customer %d %s", at, i, rat(c.Amount)))
		}
	}
	return out
}

func performance(t *testing.T, doc []byte) []string {
	a := decode[sla.Agreement](t, doc)
	p := sla.Assess(&a, sla.ChartOptions{})
	out := []string{}
	for _, k := range p.KPIs {
		at := strings.NewReplacer("/lines/", "line ", "/kpis/", " kpi ").Replace(string(k.Path)) + " "
		for i, r := range k.Results {
			value := "unknown"
			if r.Value != nil {
				value = rat(*r.Value)
			}
			out = append(out, fmt.Sprintf("%sresult %d %s %s repeated %t", at, i, value, r.Grade, r.Repeated))
		}
		if k.Attainment.Percent != nil {
			out = append(out, at+"attainment "+rat(*k.Attainment.Percent))
		}
		for i, b := range k.Chart.Bases {
			out = append(out, fmt.Sprintf("%sbase %d of %d mean %s range %s from %s to %s", at, i, b.Points, rat(b.Mean), rat(b.MovingRange), rat(b.Lower), rat(b.Upper)))
		}
		for _, x := range k.Chart.Points {
			var signals []string
			for _, s := range x.Signals {
				signals = append(signals, string(s))
			}
			slices.Sort(signals)
			out = append(out, fmt.Sprintf("%spoint %s %s", at, x.From, strings.Join(signals, ", ")))
		}
		out = append(out, at+"shows "+string(k.Chart.Variation)+"; "+string(k.Chart.Assurance))
	}
	for _, c := range p.Credits {
		due := "unknown"
		if c.Due != nil {
			due = rat(*c.Due)
		}
		out = append(out, fmt.Sprintf("credit %s asked %s due %s", c.Path, rat(c.Asked), due))
	}
	for _, s := range p.Shares {
		out = append(out, fmt.Sprintf("year %s saved %s provider %s customers %s", s.Year, rat(s.Saved), rat(s.Provider), rat(s.Customers)))
	}
	return out
}

func competition(t *testing.T, doc []byte) []string {
	c := decode[framework.Competition](t, doc)
	e, err := framework.Evaluate(&c)
	if err != nil {
		return nil
	}
	var out []string
	for _, lot := range e.Lots {
		out = append(out, fmt.Sprintf("lot %s filled %d", lot.Lot, lot.Filled))
		for _, r := range lot.Results {
			line := fmt.Sprintf("lot %s %s %s", lot.Lot, r.Supplier, r.Standing)
			if r.Total != nil {
				line += " total " + rat(*r.Total)
			}
			if r.Rank > 0 {
				line += fmt.Sprintf(" rank %d tied %d", r.Rank, r.Tied)
			}
			if r.Margin != nil {
				line += " margin " + rat(*r.Margin)
			}
			out = append(out, line)
		}
	}
	return out
}

func decide(t *testing.T, doc []byte) []string {
	d := decode[decision.Decision](t, doc)
	r := decision.Decide(&d, rule.Options{})
	if !r.Ranked {
		return nil
	}
	out := []string{}
	for _, c := range r.Costs {
		out = append(out, fmt.Sprintf("%s costs %s, others %s, risk %s", c.Option, rat(c.Total), rat(c.Others), rat(c.Risk)))
		if v := c.VAT; v != nil {
			out = append(out, fmt.Sprintf("%s VAT %s, recovered %s, borne %s", c.Option, rat(v.Charged), rat(v.Recovered), rat(v.Borne)))
		}
		if c.PresentValue != nil {
			out = append(out, fmt.Sprintf("%s is worth %s now", c.Option, rat(*c.PresentValue)))
		}
		for _, y := range c.Years {
			line := fmt.Sprintf("%s in %d: %s", c.Option, y.Year.First().Year(), rat(y.Total))
			if y.OfAllowance != nil {
				line += " of allowance " + rat(*y.OfAllowance)
			}
			if y.Headroom != nil {
				line += " left " + rat(*y.Headroom)
			}
			out = append(out, line)
		}
		for _, p := range c.Partners {
			out = append(out, fmt.Sprintf("%s partner %s pays %s", c.Option, p.Org, rat(p.Amount)))
		}
	}
	for _, e := range r.Excluded {
		out = append(out, "excluded "+e.Option)
	}
	if len(r.Ranking) == 0 {
		return out
	}
	for _, p := range r.Ranking {
		out = append(out, fmt.Sprintf("rank %d %s with %d", p.Rank, p.Option, p.Points))
	}
	out = append(out, "first "+r.Choice, "counting others "+r.CountingOthers)
	if d.DiscountRate != nil {
		out = append(out, "discounted "+r.Discounted)
	}
	return out
}

func market(t *testing.T, doc []byte) []string {
	m := decode[commissioning.Market](t, doc)
	x := commissioning.NewIndex(&m)
	shares := analysis.Shares(x, nhs.FinancialYear{})
	merger, err := analysis.MergerOf(x, nhs.FinancialYear{}, "unit-0", "unit-1")
	if err != nil {
		t.Fatal(err)
	}
	effect := merger.Mergers[0]
	out := []string{"concentration " + rat(*shares.HHIOfKnown), "merger adds " + rat(*effect.Adds), "merged " + rat(*effect.After)}
	for _, p := range shares.Providers {
		out = append(out, fmt.Sprintf("share %s %s", p.Provider, rat(*p.Share)))
	}
	for _, u := range analysis.Dependency(x, nhs.FinancialYear{}).Units {
		for _, c := range u.Customers {
			rise := "unknown"
			if c.OthersRise != nil {
				rise = rat(*c.OthersRise)
			}
			out = append(out, fmt.Sprintf("%s depends on %s by %s over %s rise %s", u.Unit, c.Customer, rat(*c.Share), c.OverThreshold, rise))
		}
	}
	perHead := analysis.PerHead(x, nhs.FinancialYear{})
	for _, g := range perHead.Groups {
		out = append(out, fmt.Sprintf("%s per head %s of allowance %s", g.Code, rat(*g.CSU), rat(*g.CSUShare)))
	}
	for _, s := range perHead.Spreads {
		out = append(out, "mean "+rat(s.Mean)+" of allowance "+rat(s.OfAllowance.Mean), "mean of groups "+rat(s.UnweightedMean)+" of allowance "+rat(s.OfAllowance.UnweightedMean))
	}
	return out
}
