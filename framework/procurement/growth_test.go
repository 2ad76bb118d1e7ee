package procurement

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/growth"
)

func TestChecksAreLinear(t *testing.T) {
	growth.Linear(t, os.DirFS("testdata/rules"), fixtureRules(), decodeFixture)
}

func BenchmarkChecksAreLinear(b *testing.B) {
	growth.Time(b, os.DirFS("testdata/rules"), fixtureRules(), decodeFixture)
}

func decodeFixture(data []byte) (d fixture, err error) { return d, json.Unmarshal(data, &d) }
