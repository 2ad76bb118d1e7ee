package spend

import "testing"

// AttributorOfTests is the attributor of the tests inside the package, for those that
// need a workbook and so stand outside it.
func AttributorOfTests(t testing.TB) *Attributor { return attributor(t) }
