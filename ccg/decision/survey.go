package decision

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Calibration holds what an average group of some size planned for 2013/14, in
// pounds: the means of the ninety groups that answered a survey in January 2013
// (HSJ, 2013), times its people. The worked examples are calibrated to it.
type Calibration struct {
	// People is the size.
	People ccg.People `json:"people"`
	// CSU is £9.43 per head, for commissioning support units.
	CSU nhs.Money `json:"csu"`
	// InHouse is £13.29 per head.
	InHouse nhs.Money `json:"in_house"`
	// Other is £0.30 per head, for suppliers outside the NHS.
	Other nhs.Money `json:"other"`
	// Explained is the sum of the three, £23.02 per head.
	Explained nhs.Money `json:"explained"`
	// Allowance is £25.00 per head, a maximum.
	Allowance nhs.Money `json:"allowance"`
	// Unexplained is the rest, £1.98 per head. The survey does not explain it; it is
	// not spare money.
	Unexplained nhs.Money `json:"unexplained"`
}

// Calibrate returns the survey's means for so many people, in pounds.
func Calibrate(people ccg.People) Calibration {
	of := func(perHead string) nhs.Money { return nhs.MustParseRate(perHead).Mul(int64(people)) }
	c := Calibration{People: people, CSU: of("9.43"), InHouse: of("13.29"), Other: of("0.30"), Allowance: of("25.00")}
	c.Explained = nhs.Sum(c.CSU, c.InHouse, c.Other)
	c.Unexplained = c.Allowance.Sub(c.Explained)
	return c
}
