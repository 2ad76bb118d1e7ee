package decision

import (
	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Calibration is what a group of some size would have planned for 2013/14, in
// pounds, had it been like the mean of the ninety groups that answered a survey
// in January 2013 (HSJ, 2013). The worked examples are calibrated to it.
type Calibration struct {
	// People is the size.
	People ccg.People `json:"people"`
	// CSU is £9.43 a head, for commissioning support units.
	CSU nhs.Money `json:"csu"`
	// InHouse is £13.29 a head.
	InHouse nhs.Money `json:"in_house"`
	// Other is £0.30 a head, for suppliers outside the NHS.
	Other nhs.Money `json:"other"`
	// Explained is the sum of the three, £23.02 a head.
	Explained nhs.Money `json:"explained"`
	// Allowance is £25.00 a head, a maximum.
	Allowance nhs.Money `json:"allowance"`
	// Unexplained is the rest, £1.98 a head. The survey does not say what became
	// of it; it is not money to spare.
	Unexplained nhs.Money `json:"unexplained"`
}

// Calibrate returns the survey's means for so many people.
func Calibrate(people ccg.People) Calibration {
	of := func(perHead string) nhs.Money { return nhs.MustParseRate(perHead).Mul(int64(people)) }
	c := Calibration{People: people, CSU: of("9.43"), InHouse: of("13.29"), Other: of("0.30"), Allowance: of("25.00")}
	c.Explained = nhs.Sum(c.CSU, c.InHouse, c.Other)
	c.Unexplained = c.Allowance.Sub(c.Explained)
	return c
}
