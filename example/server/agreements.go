package server

import (
	"net/http"
	"strconv"

	"github.com/opencommissioning/commissioning/sla"
)

func charges(r *Request) (any, error) {
	a, err := decode[sla.Agreement](r)
	if err != nil {
		return nil, err
	}
	schedule, err := sla.Charges(&a)
	if err != nil {
		return nil, unreckoned(err)
	}
	return schedule, nil
}

// What run may be.
const (
	minRun = 2
	maxRun = 1000
)

func performance(r *Request) (any, error) {
	a, err := decode[sla.Agreement](r)
	if err != nil {
		return nil, err
	}
	var o sla.ChartOptions
	if r.Query.Has("run") {
		text := r.Query.Get("run")
		run, err := strconv.Atoi(text)
		if err != nil || run < minRun || run > maxRun {
			return nil, BadParameter("run", "%q; want a whole number from %d to %d, usually 7", Shorten(text), minRun, maxRun)
		}
		o.Run = run
	}
	return sla.Perform(&a, o), nil
}

func publicView(r *Request) (any, error) {
	on, err := queryDate(r, "as_of")
	if err != nil {
		return nil, err
	}
	a, err := decode[sla.Agreement](r)
	if err != nil {
		return nil, err
	}
	view, err := sla.View(&a, on)
	if err != nil {
		return nil, unreckoned(err)
	}
	return view, nil
}

// unreckoned is the refusal of an agreement that nothing can be reckoned from.
func unreckoned(err error) *Problem {
	return NewProblem(http.StatusUnprocessableEntity, "%v", err)
}
