package england

import "github.com/opencommissioning/commissioning"

// Market returns the assembled real market: everything that this package holds.
// The error would be a fault of the embedded tables, which the tests exclude.
func Market() (*commissioning.Market, error) {
	ccgs, err := CCGs()
	if err != nil {
		return nil, err
	}
	csus, err := CSUs()
	if err != nil {
		return nil, err
	}
	lines, err := ServiceLines()
	if err != nil {
		return nil, err
	}
	frameworks, err := Frameworks()
	if err != nil {
		return nil, err
	}
	figures, err := Figures()
	if err != nil {
		return nil, err
	}
	return &commissioning.Market{CCGs: ccgs, CSUs: csus, ServiceLines: lines, Frameworks: frameworks, Figures: figures}, nil
}
