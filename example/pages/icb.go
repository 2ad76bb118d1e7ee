package pages

import (
	"fmt"
	"html/template"
	"net/url"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// icbView is everything about one board.
type icbView struct {
	ccg.ICB
	Picture     template.HTML
	Before      []stepRow
	After       []stepRow
	ListSources []england.Source
}

func (d *data) icbPage(r *web.Request) (page, error) {
	code, err := d.Code(r)
	if err != nil {
		return page{}, err
	}
	b, ok := d.Index.ICB(code)
	if !ok {
		return page{}, web.NotFound("%s is a CCG, not an integrated care board: see /ccgs/%[1]s", code)
	}
	v := icbView{ICB: *b, ListSources: d.cited(b.Sources)}
	v.Picture, v.Before, v.After = d.bodyLine(code, nhs.Date{})
	return page{
		Template: "icb", Data: v, Title: shortBoard(b.Name),
		Lead: fmt.Sprintf("An integrated care board, from %s. It took over from the CCGs of its area.", longDay(b.Opened)),
		JSON: "/v1/icbs/" + url.PathEscape(string(code)), CSV: "/v1/icbs/" + url.PathEscape(string(code)) + "/predecessors?depth=all&format=csv",
	}, nil
}
