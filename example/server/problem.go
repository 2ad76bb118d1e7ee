package server

import (
	"errors"
	"net/http"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/rule"
)

// badBody refuses a place in the body.
func badBody(status int, at rule.Pointer, format string, args ...any) *web.Problem {
	return web.BadBody(status, string(at), format, args...)
}

// undecoded refuses a body that [commissioning.Decode] does.
func undecoded(err error) error {
	at, ok := errors.AsType[*commissioning.DecodeError](err)
	if !ok {
		return err
	}
	p := web.NewProblem(http.StatusBadRequest, "the body, %v", at)
	pointer := string(at.Path)
	p.Errors = []web.Fault{{Pointer: &pointer, Line: at.Line, Column: at.Column, Detail: at.Err.Error()}}
	return p
}
