package nhs

import "strconv"

// A Count is how many of something there are, as far as partly known dates say.
type Count struct {
	// Certain is the least number that there can be.
	Certain int `json:"certain"`
	// Possible is how many more there may be.
	Possible int `json:"possible"`
}

// Most returns the largest number that there can be.
func (c Count) Most() int { return c.Certain + c.Possible }

// String returns 11, or 11 to 13 if two more are possible.
func (c Count) String() string {
	if c.Possible == 0 {
		return strconv.Itoa(c.Certain)
	}
	return strconv.Itoa(c.Certain) + " to " + strconv.Itoa(c.Most())
}
