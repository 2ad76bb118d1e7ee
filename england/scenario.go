package england

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/whatif"
)

//go:embed scenarios/*.json
var scenarioFiles embed.FS

// Scenarios returns scenarios that history suggests, each with its sources: what
// fifteen places on the framework would have done, Anglia taken over at once, a
// tenth off the allowance, two units closed when they missed the framework,
// every agreement ending in April 2016, and the end of the last units in 2027.
// The error would be a fault of the embedded tables, which the tests exclude.
func Scenarios() ([]whatif.Scenario, error) {
	files, err := scenarioFiles.ReadDir("scenarios")
	if err != nil {
		return nil, err
	}
	var all []whatif.Scenario
	for _, f := range files {
		data, err := scenarioFiles.ReadFile(path.Join("scenarios", f.Name()))
		if err != nil {
			return nil, err
		}
		s, err := document.Decode[whatif.Scenario](data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		all = append(all, s)
	}
	return all, nil
}

// Scenario returns the scenario of [Scenarios] with the ID. The error names those
// that there are.
func Scenario(id string) (whatif.Scenario, error) {
	all, err := Scenarios()
	if err != nil {
		return whatif.Scenario{}, err
	}
	var known []string
	for _, s := range all {
		if s.ID == id {
			return s, nil
		}
		known = append(known, s.ID)
	}
	return whatif.Scenario{}, fmt.Errorf("no scenario %q; there are %s", id, strings.Join(known, ", "))
}
