package nhs_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleVATBasis() {
	fmt.Println(nhs.WithVAT, nhs.WithoutVAT)
	// Output: included excluded
}

// Of two units no source gives the day on which they closed.
func ExampleCount() {
	units := nhs.Count{Certain: 11, Possible: 2}
	fmt.Println(units, "so", units.Most(), "at most")
	// Output: 11 to 13 so 13 at most
}
