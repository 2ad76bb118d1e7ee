package recompute

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// The documents are made of maps, so that nothing of the library makes them.

func text(t *testing.T, n node) []byte {
	t.Helper()
	body, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func money(r *rand.Rand, most int64) string {
	pence := r.Int64N(most * 100)
	if r.IntN(3) == 0 {
		pence -= pence % 100
	}
	return fmt.Sprintf("%d.%02d", pence/100, pence%100)
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func list[T any](n int, make func(int) T) []T {
	all := []T{}
	for i := range n {
		all = append(all, make(i))
	}
	return all
}

func randomPrice(r *rand.Rand) node {
	switch r.IntN(4) {
	case 0:
		return node{"kind": "fixed", "amount": money(r, 100_000)}
	case 1:
		return node{"kind": "per-head", "rate": fmt.Sprintf("%d.%04d", r.IntN(9), r.IntN(10_000)), "people": 1 + r.IntN(300_000)}
	case 2:
		edge := 1 + r.IntN(60)
		p := node{"kind": "per-unit", "bands": []node{
			{"from": 1, "to": edge, "rate": fmt.Sprintf("%d.%04d", r.IntN(90), r.IntN(10_000))},
			{"from": edge + 1, "rate": fmt.Sprintf("%d.%02d", r.IntN(9), r.IntN(100))},
		}}
		if r.IntN(4) > 0 {
			p["volume"] = r.IntN(600)
		}
		return p
	}
	p := node{"kind": "cost-and-volume", "amount": money(r, 100_000), "volume": r.IntN(600), "rate": money(r, 50)}
	if r.IntN(2) == 0 {
		p["tolerance"] = pick(r, "0", "2.5", "10", "33.3333")
	}
	return p
}

// randomAgreement is one that can be charged, but for a price or a count here and there.
func randomAgreement(r *rand.Rand) node {
	starts := firstOf(2013, time.April) + r.IntN(700)
	if r.IntN(2) == 0 {
		starts, _ = monthOf(starts)
	}
	ends := starts + 20 + r.IntN(900)
	days := func() string { return ymd(starts - 40 + r.IntN(ends-starts+80)) }
	shares := pick(r, []string{"100"}, []string{"62.5", "37.5"}, []string{"33.333333", "33.333333", "33.333334"}, []string{"50", "49"})
	a := node{
		"id": "random", "term": node{"starts": ymd(starts), "ends": ymd(ends)},
		"customers": list(len(shares), func(i int) node {
			c := node{"id": fmt.Sprintf("00%c", 'C'+i), "share": shares[i]}
			if r.IntN(4) > 0 {
				c["people"] = 1 + r.IntN(400_000)
			}
			return c
		}),
		"indexation": list(r.IntN(4), func(int) node {
			return node{"from": pick(r, ymd(starts), days(), days()), "percent": pick(r, "10", "-1.5", "2.123456789", "0.333333333333")}
		}),
	}
	lines := list(1+r.IntN(3), func(i int) node {
		l := node{"id": fmt.Sprint("line-", i), "price": randomPrice(r)}
		if r.IntN(3) > 0 {
			volumes := []node{}
			for d := starts; d <= ends; {
				first, next := monthOf(d)
				if r.IntN(12) > 0 {
					volumes = append(volumes, node{"month": ymd(first), "units": r.IntN(90)})
				}
				d = next
			}
			l["volumes"] = volumes
		}
		if r.IntN(40) == 0 {
			delete(l, "price")
		}
		l["kpis"] = list(r.IntN(3), func(i int) node { return randomKPI(r, i, starts) })
		return l
	})
	a["lines"] = lines
	a["variations"] = list(r.IntN(4), func(int) node {
		return node{"from": days(), "line": pick(r, "line-0", "line-0", "line-1", "another"), "price": randomPrice(r)}
	})
	if r.IntN(2) == 0 {
		a["credits"] = node{"cap": pick(r, "0", "1", "2.5", "100")}
	}
	if r.IntN(2) == 0 {
		bands := func() []node {
			return list(r.IntN(4), func(i int) node {
				b := node{"from": fmt.Sprint(2*i + r.IntN(3)), "provider": pick(r, "50", "33.333", "0", "100")}
				if r.IntN(4) > 0 {
					b["to"] = fmt.Sprint(2*i + 2 + r.IntN(4))
				}
				return b
			})
		}
		share := node{"baseline": money(r, 100_000), "gain": bands(), "pain": bands(),
			"outturns": list(1+r.IntN(2), func(i int) node {
				return node{"year": pick(r, "2013/14", "2014/15"), "cost": money(r, 110_000)}
			})}
		if r.IntN(3) == 0 {
			share["gain_cap"], share["pain_cap"] = money(r, 2_000), money(r, 2_000)
		}
		a["risk_share"] = share
	}
	return a
}

func randomKPI(r *rand.Rand, i, starts int) node {
	k := node{"id": fmt.Sprint("kpi-", i), "frequency": pick(r, "monthly", "quarterly", "now and then"), "direction": pick(r, "higher", "higher", "lower", "")}
	if k["direction"] == "" {
		delete(k, "direction")
	}
	level, spread := 50+r.IntN(40), 1+r.IntN(12)
	if r.IntN(6) > 0 {
		k["target"] = fmt.Sprint(level - spread + r.IntN(2*spread+1))
		if r.IntN(2) == 0 {
			k["threshold"] = fmt.Sprint(level - 5 + r.IntN(11))
		}
	}
	first, _ := monthOf(starts)
	d := first
	k["results"] = list(r.IntN(30), func(n int) node {
		_, next := monthOf(d)
		result := node{"from": ymd(d), "to": ymd(next - 1)}
		switch d = next; r.IntN(30) {
		case 0: // a month is skipped
			_, d = monthOf(d)
		case 1: // a result is for days of this one
			result["to"] = ymd(d + 9)
		}
		switch r.IntN(20) {
		case 0:
		case 1:
			result["numerator"], result["denominator"] = fmt.Sprint(r.IntN(40)), fmt.Sprint(r.IntN(40))
		default:
			drift := 0
			if spread%3 == 0 {
				drift = n
			}
			result["value"] = fmt.Sprintf("%d.%d", level+drift-r.IntN(spread), r.IntN(4))
		}
		return result
	})
	if r.IntN(3) == 0 {
		k["rebases"] = []node{{"from": ymd(first + 200 + r.IntN(400)), "reason": pick(r, "a new way of working", "")}}
	}
	if k["target"] != nil && k["direction"] != nil && r.IntN(2) == 0 {
		k["credit"] = pick(r, node{"percent": "5"}, node{"percent": "3.3333"}, node{"amount": "250.00"})
	}
	return k
}

func randomCompetition(r *rand.Rand) node {
	weights := pick(r, []string{"100"}, []string{"40", "60"}, []string{"33.3333", "33.3333", "33.3334"}, []string{"25", "25", "25", "25"}, []string{"0.0001", "49.9999", "50"})
	formula := r.IntN(len(weights) + 2)
	criteria := list(len(weights), func(i int) node {
		k := node{"id": fmt.Sprintf("criterion-%d", i), "weight": weights[i], "max": pick(r, "5", "10", "7.5")}
		if i == formula {
			k["formula"] = pick(r, "lowest-price-ratio", "linear")
		} else if r.IntN(4) == 0 {
			k["threshold"] = pick(r, "1", "2.5")
		}
		return k
	})
	lots := list(1+r.IntN(3), func(i int) node { return node{"code": fmt.Sprint(i + 1), "places": 1 + r.IntN(4)} })
	c := node{"lots": lots, "criteria": criteria, "standards": list(r.IntN(2), func(i int) node { return node{"id": fmt.Sprint("standard-", i)} })}
	ties := node{"otherwise": pick(r, "each-gets-a-place", "none-gets-a-place")}
	if r.IntN(2) == 0 {
		ties["by"] = []string{fmt.Sprintf("criterion-%d", r.IntN(len(weights)))}
	}
	c["ties"] = ties
	if r.IntN(3) == 0 {
		c["minimum_total"] = pick(r, "20", "40.5")
	}
	if r.IntN(3) == 0 {
		c["lots_per_supplier"] = 1
	}
	bids := []node{}
	for _, lot := range lots {
		for i := range 2 + r.IntN(6) {
			b := node{"lot": lot["code"], "supplier": node{"id": fmt.Sprintf("bidder-%d", i)}}
			if len(c["standards"].([]node)) > 0 {
				b["declarations"] = []node{{"standard": "standard-0", "met": r.IntN(9) > 0}}
			}
			if r.IntN(12) == 0 {
				b["withdrawn"] = true
			}
			if formula < len(weights) {
				b["price"] = pick(r, "100.00", "150.00", "99.99", "250.00", "120.01")
			}
			scores := []node{}
			for k, criterion := range criteria {
				if k == formula {
					continue
				}
				s := node{"criterion": criterion["id"]}
				if mark := pick(r, "0", "1", "2.5", "3", "3", "5"); r.IntN(2) == 0 {
					s["moderated"] = mark
				} else {
					s["marks"] = []node{{"assessor": "a", "score": mark}, {"assessor": "b", "score": mark}}
				}
				scores = append(scores, s)
			}
			b["scores"] = scores
			bids = append(bids, b)
		}
	}
	r.Shuffle(len(bids), func(i, j int) { bids[i], bids[j] = bids[j], bids[i] })
	c["bids"] = bids
	if r.IntN(3) == 0 {
		c["mergers"] = []node{{"from": []string{"bidder-0", "bidder-1"}, "into": pick(r, "bidder-1", "merged"), "on": "2015-01-01"}}
	}
	return c
}

func randomDecision(r *rand.Rand) node {
	last := 2014 + r.IntN(4)
	financial := func(y int) string { return fmt.Sprintf("%d/%02d", y, (y+1)%100) }
	names := []string{"cost", "quality", "capability", "improvement", "control", "resilience", "neighbours"}
	weights := pick(r, []string{"40", "20", "10", "10", "10", "5", "5"}, []string{"0", "33.3", "33.3", "33.4", "0", "0", "0"}, []string{"35.5", "14.5", "10", "10", "10", "10", "10"})
	d := node{
		"id": "random", "ccg": "00C", "line": "finance", "first_year": "2014/15", "last_year": financial(last), "funding": pick(r, "running-cost", "programme", ""),
		"criteria":   list(len(names), func(i int) node { return node{"id": names[i], "weight": weights[i]} }),
		"must_haves": list(r.IntN(3), func(i int) node { return node{"id": fmt.Sprint("must-", i), "text": "It works."} }),
	}
	if d["funding"] == "" {
		delete(d, "funding")
	}
	if r.IntN(2) == 0 {
		d["discount_rate"] = pick(r, "3.5", "0", "12.345")
	}
	d["budgets"] = list(r.IntN(3), func(i int) node {
		b := node{"year": financial(2014 + i), "allowance": node{"amount": "9" + money(r, 100_000), "status": "published"}}
		if r.IntN(2) == 0 {
			b["elsewhere"] = money(r, 100_000)
		}
		return b
	})
	d["options"] = list(2+r.IntN(3), func(i int) node { return randomOption(r, d, i, last, financial) })
	return d
}

func randomOption(r *rand.Rand, d node, i, last int, financial func(int) string) node {
	o := node{"id": fmt.Sprintf("option-%d", i), "kind": "make"}
	kinds := []string{"in-house", "retained", "transition", "redundancy", "stranded", "risk"}
	runs := "in-house"
	switch r.IntN(3) {
	case 0:
		o["kind"], runs = "buy", "price"
		o["supplier"] = node{"name": "Firm", "kind": "independent"}
		o["vat"] = node{"rate": pick(r, "20", "17.5"), "recovered": pick(r, "0", "65", "100", "33.33")}
	case 1:
		o["kind"], runs = "share", pick(r, "shared-service", "price")
		if runs == "price" {
			o["supplier"] = node{"name": "Firm", "kind": "independent"}
			o["vat"] = node{"rate": "20", "recovered": pick(r, "0", "65", "12.5")}
		}
		o["sharing"] = node{"lead": "00C", "liable": "00C", "split": pick(r, "population", "use"), "partners": []node{
			{"org": "00F", "people": 1 + r.IntN(300_000), "use": r.IntN(90)}, {"org": "00C", "people": 1 + r.IntN(300_000), "use": 1 + r.IntN(90)}, {"org": "00D", "people": 1 + r.IntN(300_000), "use": r.IntN(9)}}}
	}
	costs := []node{}
	cost := func(kind string, y int) {
		c := node{"kind": kind, "year": financial(y), "amount": money(r, 90_000)}
		if kind == "redundancy" || kind == "stranded" || r.IntN(9) == 0 {
			c["bearer"] = pick(r, "ccg", "nhs-england", "present-supplier", "other-ccgs")
		}
		if o["kind"] == "share" && r.IntN(3) > 0 {
			c["whole"] = true
		}
		if r.IntN(6) == 0 {
			c["funding"] = pick(r, "running-cost", "programme")
		}
		costs = append(costs, c)
	}
	for y := 2014; y <= last; y++ {
		cost(runs, y)
		if r.IntN(2) == 0 {
			cost(pick(r, kinds...), y)
		}
	}
	o["costs"] = costs
	if r.IntN(6) == 0 {
		o["adjustment"] = money(r, 900)
	}
	o["scores"] = []node{}
	for _, k := range d["criteria"].([]node)[1:] {
		o["scores"] = append(o["scores"].([]node), node{"criterion": k["id"], "points": r.IntN(11), "evidence": "seen"})
	}
	o["meets"] = []node{}
	for _, m := range d["must_haves"].([]node) {
		o["meets"] = append(o["meets"].([]node), node{"must_have": m["id"], "met": pick(r, "yes", "yes", "yes", "yes", "no", "unknown")})
	}
	return o
}

func randomMarket(r *rand.Rand) node {
	groups := list(r.IntN(9), func(i int) node {
		return node{"code": fmt.Sprintf("0%dC", i), "name": "A group", "opened": "2013-04-01", "years": []node{{
			"year": "2013/14", "headcount": node{"people": 1 + r.IntN(400_000), "basis": "registered"},
			"allowance": node{"amount": "1" + money(r, 900_000), "status": "published"},
			"plan": node{"total": "9" + money(r, 900_000), "parts": []node{
				{"category": "csu", "amount": money(r, 900_000), "funding": "running-cost"}, {"category": "csu", "amount": money(r, 9_000), "funding": "running-cost"}}},
		}}}
	})
	units := list(2+r.IntN(6), func(i int) node {
		whole := 100 + r.Int64N(90_000)
		incomes := []node{}
		for _, basis := range []string{"planned", "actual"} {
			if basis == "actual" || r.IntN(2) == 0 {
				paid := r.Int64N(whole)
				incomes = append(incomes, node{"year": "2013/14", "basis": basis, "total": fmt.Sprintf("%d.00", whole), "customers": []node{
					{"customer": "00A", "amount": fmt.Sprintf("%d.%02d", paid, r.IntN(100))}, {"customer": "00B", "amount": fmt.Sprintf("%d.00", min(whole, whole/4+r.Int64N(2)))}}})
			}
		}
		r.Shuffle(len(incomes), func(i, j int) { incomes[i], incomes[j] = incomes[j], incomes[i] })
		return node{"slug": fmt.Sprintf("unit-%d", i), "name": "A unit", "stage": "unit", "kind": "nhs-hosted", "opened": "2013-04-01", "incomes": incomes}
	})
	return node{"ccgs": node{"groups": groups}, "csus": node{"units": units}}
}
