package synthetic

import (
	"errors"
	"fmt"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// The series for the sizes of the groups: the lists of 2016/17, known for all but six
// groups. Lists of 2013 are known for only fifteen; mixed in, they would make those
// fifteen smaller by four years of growth.
const listYear = 2017

var listBoundaries = nhs.MustParseDate("2017-04-01")

// estimatePopulations gives every group a population on the basis of the allowances.
// For two groups it is what their published allowances imply; the others divide the
// rest of what the national allowance implies, by lists.
func (c *completion) estimatePopulations() error {
	perHead, national, err := nationalAllowance()
	if err != nil {
		return err
	}
	lists, err := c.lists()
	if err != nil {
		return err
	}
	left := national / perHead
	var rest []*buyer
	var weights []int64
	for _, b := range c.buyers {
		if a := b.year.Allowance; a != nil {
			pence, _ := a.Amount.Pence()
			b.people = pence / perHead
			left -= b.people
			continue
		}
		rest, weights = append(rest, b), append(weights, lists[b.Code])
	}
	people, err := split(left, weights)
	if err != nil {
		return err
	}
	for i, b := range rest {
		b.people = people[i]
	}
	for _, b := range c.buyers {
		b.year.Headcount = &ccg.Headcount{People: ccg.People(b.people), Basis: ccg.Scaled, Synthetic: true}
	}
	return nil
}

// nationalAllowance returns the allowance of the year per head and in total, in
// pence.
func nationalAllowance() (perHead, total int64, err error) {
	all, err := england.Allowances()
	if err != nil {
		return 0, 0, err
	}
	for _, a := range all {
		if a.Year == modelYear && a.PerHead != nil && a.Total != nil {
			perHead, _ = a.PerHead.Mul(1).Pence()
			total, _ = a.Total.Pence()
			return perHead, total, nil
		}
	}
	return 0, 0, errors.New("unknown national allowance of " + modelYear.String())
}

// lists returns the relative sizes of the groups, as numbers of patients: by the
// boundaries of April 2013, with practices that had moved since put back.
func (c *completion) lists() (map[nhs.OrgID]int64, error) {
	groups := make(map[nhs.OrgID]*ccg.Group, len(c.CCGs.Groups))
	for i := range c.CCGs.Groups {
		groups[c.CCGs.Groups[i].Code] = &c.CCGs.Groups[i]
	}
	lists := make(map[nhs.OrgID]int64, len(c.buyers))
	merged := make(map[nhs.OrgID][]nhs.OrgID) // by successor
	var order []nhs.OrgID
	for _, b := range c.buyers {
		if b.OpenOn(listBoundaries) {
			if lists[b.Code] = firstList(b.Group); lists[b.Code] == 0 {
				return nil, fmt.Errorf("group %s has no list", b.Code)
			}
			continue
		}
		successor := c.successorOf(b.Code)
		if merged[successor] == nil {
			order = append(order, successor)
		}
		merged[successor] = append(merged[successor], b.Code)
	}
	d := c.rng(drawPeople)
	for _, successor := range order {
		if groups[successor] == nil {
			return nil, fmt.Errorf("unknown successor of %v", merged[successor])
		}
		left := firstList(groups[successor])
		var unknown []nhs.OrgID
		var weights []int64
		for _, code := range merged[successor] {
			if p, ok := groups[code].Population(modelYear.First().Year(), ccg.Registered); ok {
				lists[code] = int64(p.People)
				left -= lists[code]
				continue
			}
			unknown, weights = append(unknown, code), append(weights, d.between(100, 160))
		}
		parts, err := split(left, weights)
		if err != nil {
			return nil, fmt.Errorf("parts of %s: %w", successor, err)
		}
		for i, code := range unknown {
			lists[code] = parts[i]
		}
	}
	for _, s := range c.CCGs.Successions {
		if on, ok := s.Effective.Exact(); ok && s.Kind == lineage.BoundaryChange && s.Share != nil && !on.After(listBoundaries) {
			lists[s.Predecessor] += s.Share.Moved
			lists[s.Successor] -= s.Share.Moved
		}
	}
	return lists, nil
}

// firstList returns the first complete list from the year of the series on, or 0.
func firstList(g *ccg.Group) int64 {
	for year := listYear; year <= listYear+1; year++ {
		if p, ok := g.Population(year, ccg.Registered); ok {
			return int64(p.People)
		}
	}
	return 0
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

// setAllowances calculates the allowances that are not published.
func (c *completion) setAllowances() error {
	for _, b := range c.buyers {
		if b.year.Allowance != nil {
			continue
		}
		a, err := ccg.EstimateAllowance(modelYear, ccg.People(b.people))
		if err != nil {
			return err
		}
		a.Synthetic = true
		b.year.Allowance = &a
	}
	return nil
}
