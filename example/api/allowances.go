package api

import (
	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// An Allowance is what is known about a running-cost allowance in one year, for
// England or for one CCG.
type Allowance struct {
	Scope      string             `json:"scope"` // england or ccg
	Code       nhs.OrgID          `json:"code,omitempty"`
	Year       nhs.FinancialYear  `json:"year"`
	Status     string             `json:"status"`
	PerHead    *nhs.Rate          `json:"per_head,omitempty"`
	Total      *nhs.Money         `json:"total,omitempty"`     // for England
	Amount     *nhs.Money         `json:"amount,omitempty"`    // for the CCG
	People     *ccg.People        `json:"people,omitempty"`    // behind the figure per head, ONS-scaled
	Precision  *nhs.Money         `json:"precision,omitempty"` // what the source rounds to
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	Note       string             `json:"note,omitempty"`
	Sources    []string           `json:"sources"`
}

func listAllowances(m *commissioning.Market) ([]Allowance, error) {
	national, err := england.Allowances()
	if err != nil {
		return nil, err
	}
	var all []Allowance
	for _, a := range national {
		all = append(all, Allowance{
			Scope: "england", Year: a.Year, Status: a.Status, PerHead: a.PerHead, Total: a.Total,
			Precision: a.Precision, People: a.People, Confidence: a.Confidence, Note: a.Note, Sources: a.Sources,
		})
	}
	for _, g := range m.CCGs.Groups {
		for _, y := range g.Years {
			if a := y.Allowance; a != nil {
				var people *ccg.People
				if h := y.Headcount; h != nil && h.Basis == ccg.Scaled {
					people = &h.People
				}
				all = append(all, Allowance{
					Scope: "ccg", Code: g.Code, Year: y.Year, Status: string(a.Status), PerHead: a.PerHead,
					Amount: &a.Amount, Precision: a.Precision, People: people, Sources: []string{a.Source},
				})
			}
		}
	}
	return all, nil
}

func (d *Data) listAllowances(*web.Request) (any, error) { return newList(Dated{}, d.Allowances), nil }

func (d *Data) listSources(*web.Request) (any, error) { return newList(Dated{}, d.Sources), nil }
