package api

import (
	"cmp"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/rule"
)

// formatText asks for the paper alone, for printing.
const formatText = "text"

// A Decided is the result of comparing the options of a decision, with the paper
// for the governing body.
type Decided struct {
	decision.Result
	Paper decision.Paper `json:"paper"` // for the governing body
	Text  string         `json:"text"`  // the paper as text
}

// Name gives the bodies of a decision the names of the register, where the document has
// none, so that its paper has no codes.
func (d *Data) Name(of *decision.Decision) {
	if g, ok := d.Index.CCG(of.CCG); ok {
		of.CCGName = cmp.Or(of.CCGName, g.Name)
	}
	for i := range of.Options {
		if of.Options[i].Sharing == nil {
			continue
		}
		for j := range of.Options[i].Sharing.Partners {
			p := &of.Options[i].Sharing.Partners[j]
			if g, ok := d.Index.CCG(p.Org); ok {
				p.Name = cmp.Or(p.Name, g.Name)
			}
		}
	}
}

func (d *Data) decide(r *web.Request) (any, error) {
	asOf, err := QueryDate(r, "as_of")
	if err != nil {
		return nil, err
	}
	asked, err := Decode[decision.Decision](r)
	if err != nil {
		return nil, err
	}
	d.Name(&asked)
	result := decision.Decide(&asked, rule.Options{AsOf: asOf})
	paper := result.Paper(&asked)
	if r.Query.Get("format") == formatText {
		return web.File("text/plain; charset=utf-8", []byte(paper.String())), nil
	}
	return Decided{result, paper, paper.String()}, nil
}
