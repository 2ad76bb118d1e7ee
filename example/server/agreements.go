package server

import (
	"net/http"
	"strconv"

	"github.com/opencommissioning/commissioning/sla"
)

func listSLAExamples(*server, *request) (any, error) {
	return newList(dated{}, sla.Examples()), nil
}

func charges(_ *server, r *request) (any, error) {
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

func performance(_ *server, r *request) (any, error) {
	a, err := decode[sla.Agreement](r)
	if err != nil {
		return nil, err
	}
	var o sla.ChartOptions
	if r.query.Has("run") {
		run, err := strconv.Atoi(r.query.Get("run"))
		if err != nil {
			return nil, badParameter("run", "%v", err)
		}
		o.Run = run
	}
	return sla.Perform(&a, o), nil
}

func publicView(_ *server, r *request) (any, error) {
	on, err := r.date("as_of")
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
func unreckoned(err error) *problem {
	return refuse(http.StatusUnprocessableEntity, "%v", err)
}
