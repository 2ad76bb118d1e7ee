package pages

import (
	"strings"

	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
)

// An eligibility is who could be bought from for some lines of a lot. Lines with
// the same answer stand together.
type eligibility struct {
	Framework framework.ID
	Name      string // of the framework
	Lot       string
	LotName   string
	Lines     []string
	Surely    []textPart
	Perhaps   []textPart
	Why       []string // what is not known, or stands in the way
}

// eligibleOn answers for every line of every lot of a framework.
func (d *data) eligibleOn(a *framework.Agreement, day nhs.Date, buyer procurement.BuyerClass) []eligibility {
	var all []eligibility
	for _, lot := range a.Lots {
		lines := lot.Lines
		if len(lines) == 0 {
			lines = []service.ID{""}
		}
		at := map[string]int{} // place in all by what the answer is
		for _, line := range lines {
			e := eligibility{Framework: a.ID, Name: a.Name, Lot: lot.Code, LotName: lot.Name}
			seen := map[string]bool{}
			key := lot.Code
			for _, c := range a.Candidates(framework.Query{Lot: lot.Code, Line: line, On: day, Buyer: buyer}, d.Index.CSUHistory()) {
				switch c.Eligible {
				case nhs.Yes:
					e.Surely = append(e.Surely, d.supplierLink(a, c.Supplier, c.Name))
					key += "+" + string(c.Supplier)
				case nhs.Unknown:
					e.Perhaps = append(e.Perhaps, d.supplierLink(a, c.Supplier, c.Name))
					key += "?" + string(c.Supplier)
				}
				if c.Eligible == nhs.Yes || c.Place == nil {
					continue
				}
				for _, why := range c.Reasons {
					if !seen[why.Text] {
						seen[why.Text] = true
						e.Why = append(e.Why, why.Text)
					}
				}
			}
			i, ok := at[key]
			if !ok {
				i = len(all)
				at[key] = i
				all = append(all, e)
			}
			if line != "" {
				all[i].Lines = append(all[i].Lines, d.lineName(line))
			}
		}
	}
	return all
}

func (d *data) lineName(id service.ID) string {
	if line, ok := d.Market.ServiceLines.Lookup(id); ok {
		return line.Name
	}
	return words(id)
}

// supplierLink is a supplier, with its page if it is a unit.
func (d *data) supplierLink(a *framework.Agreement, id nhs.OrgID, name string) textPart {
	if u, ok := d.Index.CSU(id); ok {
		return textPart{shortUnit(u.Name), "/csus/" + string(u.Slug)}
	}
	if s, ok := a.Supplier(id); name == "" && ok {
		name = s.Name
	}
	if name == "" {
		name = words(id)
	}
	return textPart{strings.TrimSpace(name), ""}
}
