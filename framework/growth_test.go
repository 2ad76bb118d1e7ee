package framework

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/growth"
	"github.com/opencommissioning/commissioning/rule"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), rule.NewSet("document", nil, everyRule()...), decodeFixture)
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), rule.NewSet("document", nil, everyRule()...), decodeFixture)
}

func decodeFixture(data []byte) (d fixture, err error) { return d, json.Unmarshal(data, &d) }
