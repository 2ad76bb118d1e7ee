package sla_test

import (
	"bytes"
	"encoding/json"

	"github.com/opencommissioning/commissioning/sla"
)

// decode reads an agreement and refuses members that it does not have.
func decode(data []byte) (sla.Agreement, error) {
	var a sla.Agreement
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(&a)
	return a, err
}
