package server

import (
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
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
