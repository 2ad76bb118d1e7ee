package api

import (
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

const kindPCT = "pct"

// A PCTItem is a primary care trust and whether it was open on a day.
type PCTItem struct {
	Body
	Open nhs.Tristate `json:"open"`
}

func trustOn(t *ccg.PCT, day nhs.Date) PCTItem {
	return PCTItem{Body{Type: kindPCT, Code: t.Code, Name: t.Name, Closed: t.Closed, ONSCode: t.ONSCode}, t.OpenOn(day)}
}

// onTrusts returns the day to answer for, which is the last of the trusts without as_of.
// A day before they are known gets a note.
func (d *Data) onTrusts(r *web.Request) (nhs.Date, Dated, error) {
	day, on, err := asOf(r, d.PCTs.Last, d.Limit)
	if err == nil && day.Before(d.PCTs.First) {
		on.remark(fmt.Sprintf("Trusts are known from %s: which of them were open before that is unknown.", d.PCTs.First))
	}
	return day, on, err
}

func (d *Data) listPCTs(r *web.Request) (any, error) {
	day, on, err := d.onTrusts(r)
	if err != nil {
		return nil, err
	}
	var items []PCTItem
	for i := range d.Market.CCGs.PCTs {
		if item := trustOn(&d.Market.CCGs.PCTs[i], day); item.Open != nhs.No {
			items = append(items, item)
		}
	}
	if len(items) == 0 && !d.PCTs.Last.IsZero() {
		on.remark(fmt.Sprintf("The last primary care trusts closed on %s: ask with as_of=%[1]s.", d.PCTs.Last))
	}
	return newList(on, items), nil
}

// A PCTDetail is everything known about a primary care trust, and the groups that had
// its practices afterwards.
type PCTDetail struct {
	Dated
	PCTItem
	Successors []Step             `json:"successors,omitempty"`
	Confidence lineage.Confidence `json:"confidence,omitempty"`
	Sources    []string           `json:"sources,omitempty"`
}

func (d *Data) showPCT(r *web.Request) (any, error) {
	day, on, err := d.onTrusts(r)
	if err != nil {
		return nil, err
	}
	code := nhs.OrgID(r.PathValue("code"))
	t, ok := d.Index.PCT(code)
	if !ok {
		return nil, web.NotFound("there is no primary care trust %s on file; codes are in upper case, such as 5D7", web.Shorten(string(code)))
	}
	detail := PCTDetail{Dated: on, PCTItem: trustOn(t, day), Confidence: t.Confidence, Sources: t.Sources}
	for s := range d.Index.PCTHistory().Successions(code) {
		detail.Successors = append(detail.Successors, newStep(s.Successor, s))
	}
	return detail, nil
}
