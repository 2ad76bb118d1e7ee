package api

import (
	"encoding/json"
	"slices"

	"github.com/opencommissioning/commissioning/ccg/decision"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/sla"
)

func listSLAExamples(*web.Request) (any, error) {
	return newList(Dated{}, sla.Examples()), nil
}

func listDecisionExamples(*web.Request) (any, error) {
	return newList(Dated{}, decision.Examples()), nil
}

func showSLAExample(r *web.Request) (any, error) {
	all := sla.Examples()
	i := slices.IndexFunc(all, func(e sla.Example) bool { return e.Name == r.PathValue("name") })
	if i < 0 {
		return nil, web.NotFound("there is no worked agreement %s; see /v1/examples/sla", web.Shorten(r.PathValue("name")))
	}
	return worked(all[i].Document), nil
}

func showDecisionExample(r *web.Request) (any, error) {
	all := decision.Examples()
	i := slices.IndexFunc(all, func(e decision.Example) bool { return e.Name == r.PathValue("name") })
	if i < 0 {
		return nil, web.NotFound("there is no worked decision %s; see /v1/examples/decision", web.Shorten(r.PathValue("name")))
	}
	return worked(all[i].Document), nil
}

// worked is a document as it is, to be sent back to an operation that takes it.
func worked(document json.RawMessage) web.Response { return web.File("application/json", document) }
