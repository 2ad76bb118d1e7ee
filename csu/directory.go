package csu

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A directory finds the units of a register by slug, and the steps that leave
// them.
type directory struct {
	*Register
	units []int32 // by slug, then place
	steps []int32 // takeovers to a successor, by predecessor, then place
}

// A directoryRoom holds a directory, so that a register of ordinary size allocates
// nothing.
type directoryRoom struct{ units, steps [unitsOnTheStack]int32 }

func (r *Register) directory(room *directoryRoom) directory {
	units, steps := room.units[:0], room.steps[:0]
	for i := range r.Units {
		units = append(units, int32(i))
	}
	slices.SortFunc(units, func(i, j int32) int {
		return cmp.Or(r.Units[i].Slug.Compare(r.Units[j].Slug), cmp.Compare(i, j))
	})
	for i := range r.Successions {
		if s := &r.Successions[i]; s.IsTakeover() && s.Successor != "" {
			steps = append(steps, int32(i))
		}
	}
	slices.SortFunc(steps, func(i, j int32) int {
		return cmp.Or(r.Successions[i].Predecessor.Compare(r.Successions[j].Predecessor), cmp.Compare(i, j))
	})
	return directory{r, units, steps}
}

// find returns the place of the first unit with the slug, or -1.
func (d *directory) find(slug nhs.OrgID) int32 {
	at, ok := slices.BinarySearchFunc(d.units, slug, func(i int32, slug nhs.OrgID) int {
		return d.Units[i].Slug.Compare(slug)
	})
	if !ok || slug == "" {
		return -1
	}
	return d.units[at]
}

// leaving returns the steps that leave the slug.
func (d *directory) leaving(slug nhs.OrgID) []int32 {
	if slug == "" {
		return nil
	}
	from, _ := slices.BinarySearchFunc(d.steps, slug, func(i int32, slug nhs.OrgID) int {
		return d.Successions[i].Predecessor.Compare(slug)
	})
	n, _ := slices.BinarySearchFunc(d.steps[from:], slug, func(i int32, slug nhs.OrgID) int {
		if d.Successions[i].Predecessor == slug {
			return -1
		}
		return 1
	})
	return d.steps[from : from+n]
}

// onlySuccessor returns the one body to which the steps from the slug lead, or "" if
// there is none or more than one.
func (d *directory) onlySuccessor(slug nhs.OrgID) nhs.OrgID {
	var only nhs.OrgID
	for _, i := range d.leaving(slug) {
		next := d.Successions[i].Successor
		if only != "" && next != only {
			return ""
		}
		only = next
	}
	return only
}
