package api

import (
	"errors"
	"net/http"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// QueryDate reads a date from the query; without one it is the zero date.
func QueryDate(r *web.Request, name string) (nhs.Date, error) {
	if !r.Query.Has(name) {
		return nhs.Date{}, nil
	}
	d, err := nhs.ParseDate(r.Query.Get(name))
	if err != nil {
		return nhs.Date{}, web.BadParameter(name, "%v", err)
	}
	return d, nil
}

// Decode reads the body as one JSON document.
func Decode[T any](r *web.Request) (T, error) {
	v, err := document.Decode[T](r.Document)
	if err != nil {
		return v, undecoded(err)
	}
	return v, nil
}

// undecoded refuses a body that [document.Decode] does.
func undecoded(err error) error {
	at, ok := errors.AsType[*document.Error](err)
	if !ok {
		return err
	}
	p := web.NewProblem(http.StatusBadRequest, "the body, %v", at)
	pointer := string(at.Path)
	p.Errors = []web.Fault{{Pointer: &pointer, Line: at.Line, Column: at.Column, Detail: at.Err.Error()}}
	return p
}

// badBody refuses a place in the body.
func badBody(status int, at rule.Pointer, format string, args ...any) *web.Problem {
	return web.BadBody(status, string(at), format, args...)
}
