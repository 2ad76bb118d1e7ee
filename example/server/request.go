package server

import (
	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/example/web"
)

// Decode reads the body as one JSON document.
func Decode[T any](r *web.Request) (T, error) {
	v, err := commissioning.Decode[T](r.Document)
	if err != nil {
		return v, undecoded(err)
	}
	return v, nil
}
