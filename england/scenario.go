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

// Scenarios returns six scenarios that history suggests, each with its sources.
//
// They are fifteen places on the framework, an immediate takeover of Anglia, a cut of
// the allowance by 10%, two units closed when they missed the framework, every
// agreement ending in April 2016, and the end of the last units in 2027. An error
// means that the embedded files are damaged.
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

// Scenario returns the scenario of [Scenarios] with the ID. The error for an unknown
// ID lists the known ones.
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
	return whatif.Scenario{}, fmt.Errorf("unknown scenario %q: use one of %s", id, strings.Join(known, ", "))
}
