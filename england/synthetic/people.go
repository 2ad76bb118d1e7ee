package synthetic

import (
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/nhs"
)

// countPeople takes every group's people from its allowance: both are published, for
// all groups of the year.
func (c *completion) countPeople() error {
	for _, b := range c.buyers {
		h := b.year.Headcount
		if b.year.Allowance == nil || h == nil || h.Basis != ccg.Scaled {
			return fmt.Errorf("group %s has no allowance of %s with its population", b.Code, modelYear)
		}
		b.people = int64(h.People)
	}
	return nil
}

// successorOf returns the group that took over from one.
func (c *completion) successorOf(code nhs.OrgID) nhs.OrgID {
	for _, s := range c.CCGs.Successions {
		if s.Predecessor == code && s.IsTakeover() {
			return s.Successor
		}
	}
	return ""
}
