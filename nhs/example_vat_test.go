package nhs_test

import (
	"fmt"

	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleVATBasis() {
	fmt.Println(nhs.WithVAT, nhs.WithoutVAT)
	// Output: included excluded
}
