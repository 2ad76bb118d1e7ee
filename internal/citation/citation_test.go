package citation

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/rule"
)

func TestList(t *testing.T) {
	for _, c := range List(PCR2015, PCR2006) {
		if c.Title == "" || c.Publisher == "" {
			t.Errorf("%s is not described: %+v", c.ID, c)
		}
	}
	if got := Of("no_such_text"); got != (rule.Citation{ID: "no_such_text"}) {
		t.Errorf("a text that is not in the table: %+v", got)
	}
}

// The search wants the table in the order of its IDs, each once.
func TestTableIsSorted(t *testing.T) {
	for i := range table {
		if i > 0 && table[i-1].ID >= table[i].ID {
			t.Errorf("%s stands after %s", table[i].ID, table[i-1].ID)
		}
		if d := cmp.Diff(table[i], Of(ID(table[i].ID))); d != "" {
			t.Errorf("%s is not found (-want +got):\n%s", table[i].ID, d)
		}
	}
}
