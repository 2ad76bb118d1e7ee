package spend_test

import (
	"fmt"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

func TestSupplierKey(t *testing.T) {
	for key, spellings := range map[string][]string{
		"EXAMPLECARE":             {"Example Care Ltd", "EXAMPLE CARE LTD.", "Example  Care Limited", "The Example Care Ltd", "EXAMPLE-CARE LTD", "Example Care", "ExampleCare Ltd", "EXAMPLE CARE CO LTD", "Example\u00a0Care (Ltd)", "example care limted", "Exámple Care Ltd", "EXAMPLE CARE L.L.P."},
		"JONESANDSONS":            {"Jones & Sons", "JONES AND SONS LTD", "Jones + Sons Plc"},
		"STMARYSHOSPITAL":         {"St Mary's Hospital", "ST. MARYS HOSP", "SAINT MARY'S HOSPITAL"},
		"ACUTENHSFOUNDATIONTRUST": {"ACUTE NHS FT", "Acute NHS Foundation Trust"},
		"LIMITED":                 {"Limited"},
		"EXAMPLECAREUK":           {"Example Care (UK) Ltd"},
		"EXAMPLEHOMES":            {"Example Homes Ltd"},
		"COMPANYOFEXAMPLES":       {"Company of Examples"},
		"":                        {"", " ", spend.Masked},
	} {
		for _, s := range spellings {
			if got := spend.SupplierKey(s); got != key {
				t.Errorf("key of %q is %q, want %q", s, got, key)
			}
		}
	}
}

// FuzzSupplierKey checks that a key is its own key, so that keys can be compared.
func FuzzSupplierKey(f *testing.F) {
	f.Add("Example Care Ltd")
	f.Add("THE CO LTD LTD")
	f.Add("DR A PERSON")
	f.Fuzz(func(t *testing.T, name string) {
		key := spend.SupplierKey(name)
		for _, r := range key {
			if r == ' ' || 'a' <= r && r <= 'z' {
				t.Errorf("key %q of %q", key, name)
			}
		}
	})
}

func ExampleSupplierKey() {
	for _, name := range []string{"Example Care Ltd.", "EXAMPLE CARE LIMITED", "The Example-Care Ltd"} {
		fmt.Println(spend.SupplierKey(name))
	}
	// Output:
	// EXAMPLECARE
	// EXAMPLECARE
	// EXAMPLECARE
}
