package nhs

import "strconv"

// A Count is how many of something there are, as far as dates known in part tell.
type Count struct {
	// Certain is how many there are at least.
	Certain int `json:"certain"`
	// Possible is how many more there may be.
	Possible int `json:"possible"`
}

// Most returns how many there can be at most.
func (c Count) Most() int { return c.Certain + c.Possible }

// String returns 11, or 11 to 13 where two more are possible.
func (c Count) String() string {
	if c.Possible == 0 {
		return strconv.Itoa(c.Certain)
	}
	return strconv.Itoa(c.Certain) + " to " + strconv.Itoa(c.Most())
}
