package england

import "github.com/opencommissioning/commissioning"

// Market returns the real market, assembled from all data of this package. An error
// means that the embedded tables are damaged.
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
	spend, err := Payments()
	if err != nil {
		return nil, err
	}
	return &commissioning.Market{CCGs: ccgs, CSUs: csus, ServiceLines: lines, Frameworks: frameworks, Spend: spend, Figures: figures}, nil
}
