package ccg

import (
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// An AreaKind says which tier of NHS England an [Area] is.
type AreaKind string

const (
	// AreaTeam is one of the 25 local offices of April 2013 to March 2015, with which a
	// group agreed what the letters of the time asked it to agree.
	AreaTeam AreaKind = "area-team"
	// Region is one of the four regions of 2013, the five of 2018 or the seven of 2019.
	Region AreaKind = "region"
)

// areaKinds lists every AreaKind.
var areaKinds = [...]AreaKind{AreaTeam, Region}

// An Area is a part of NHS England in which a group was placed for a time.
type Area struct {
	// Kind is area-team or region.
	Kind AreaKind `json:"kind"`
	// Code is its ODS code, such as Q45 or Y54.
	Code nhs.OrgID `json:"code,omitzero"`
	// Name is its name, such as West Yorkshire.
	Name string `json:"name"`
	// From is the first day on which the group was in it.
	From nhs.Date `json:"from,omitzero"`
	// Until is the last day; the zero date means that it had not ended by the last day
	// known.
	Until nhs.Date `json:"until,omitzero"`
	// Sources are the identifiers of the sources.
	Sources []string `json:"sources,omitempty"`
	// Confidence is how sure the placing and its days are.
	Confidence lineage.Confidence `json:"confidence,omitempty"`
}

// AreaTeamOn returns the area team that the group was in on d, and whether there was one
// and it is known. There were none before April 2013 and after March 2015.
func (g *Group) AreaTeamOn(d nhs.Date) (Area, bool) { return g.areaOn(AreaTeam, d) }

// RegionOn returns the region of NHS England that the group was in on d, and whether it
// is known. It is a region of that day: one of the seven only from April 2019.
func (g *Group) RegionOn(d nhs.Date) (Area, bool) { return g.areaOn(Region, d) }

func (g *Group) areaOn(kind AreaKind, d nhs.Date) (Area, bool) {
	for _, a := range g.Areas {
		if a.Kind == kind && !a.From.IsZero() && nhs.NewPeriod(a.From, a.Until).Contains(d) {
			return a, true
		}
	}
	return Area{}, false
}

// AreaTeamOn returns the area team of the group with the code on d, and whether it is
// known. Two groups shared a team if the codes of both are known and equal.
func (r *Register) AreaTeamOn(code nhs.OrgID, d nhs.Date) (Area, bool) {
	for i := range r.Groups {
		if g := &r.Groups[i]; g.Code == code {
			if a, ok := g.AreaTeamOn(d); ok {
				return a, true
			}
		}
	}
	return Area{}, false
}
