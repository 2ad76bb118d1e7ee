package api

import (
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

func decide(r *web.Request) (any, error) {
	asOf, err := QueryDate(r, "as_of")
	if err != nil {
		return nil, err
	}
	d, err := Decode[decision.Decision](r)
	if err != nil {
		return nil, err
	}
	result := decision.Decide(&d, rule.Options{AsOf: asOf})
	paper := result.Paper(&d)
	if r.Query.Get("format") == formatText {
		return web.File("text/plain; charset=utf-8", []byte(paper.String())), nil
	}
	return Decided{result, paper, paper.String()}, nil
}
