package api

import (
	"encoding/json"

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
	e, ok := sla.Examples().Named(r.PathValue("name"))
	if !ok {
		return nil, web.NotFound("there is no worked agreement %s; see /v1/examples/sla", web.Shorten(r.PathValue("name")))
	}
	return worked(e.Document), nil
}

func showDecisionExample(r *web.Request) (any, error) {
	e, ok := decision.Examples().Named(r.PathValue("name"))
	if !ok {
		return nil, web.NotFound("there is no worked decision %s; see /v1/examples/decision", web.Shorten(r.PathValue("name")))
	}
	return worked(e.Document), nil
}

// worked is a document as it is, to be sent back to an operation that takes it.
func worked(text json.RawMessage) web.Response { return web.File("application/json", text) }
