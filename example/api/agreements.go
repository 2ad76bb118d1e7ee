package api

import (
	"net/http"
	"strconv"

	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/sla"
)

func charges(r *web.Request) (any, error) {
	a, err := Decode[sla.Agreement](r)
	if err != nil {
		return nil, err
	}
	schedule, err := sla.Charges(&a)
	if err != nil {
		return nil, notCalculable(err)
	}
	return schedule, nil
}

// What run may be.
const (
	minRun = 2
	maxRun = 1000
)

func performance(r *web.Request) (any, error) {
	a, err := Decode[sla.Agreement](r)
	if err != nil {
		return nil, err
	}
	var o sla.ChartOptions
	if r.Query.Has("run") {
		text := r.Query.Get("run")
		run, err := strconv.Atoi(text)
		if err != nil || run < minRun || run > maxRun {
			return nil, web.BadParameter("run", "%q; want a whole number from %d to %d, usually 7", web.Shorten(text), minRun, maxRun)
		}
		o.Run = run
	}
	return sla.Assess(&a, o), nil
}

func publicView(r *web.Request) (any, error) {
	on, err := QueryDate(r, "as_of")
	if err != nil {
		return nil, err
	}
	a, err := Decode[sla.Agreement](r)
	if err != nil {
		return nil, err
	}
	view, err := sla.View(&a, on)
	if err != nil {
		return nil, notCalculable(err)
	}
	return view, nil
}

// notCalculable refuses an agreement that cannot be calculated.
func notCalculable(err error) *web.Problem {
	return web.NewProblem(http.StatusUnprocessableEntity, "%v", err)
}
