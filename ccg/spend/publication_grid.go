package spend

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Published is one cell of a publication grid: what the folder holds of one CCG's
// file for one month. The amount is in pounds.
type Published struct {
	// CCG is the code of the group.
	CCG nhs.OrgID `json:"ccg"`
	// Name is its name in that month.
	Name string `json:"name"`
	// Month is the month.
	Month Month `json:"month"`
	// Found means that a file of the folder holds payments of the month.
	Found bool `json:"found"`
	// Evidence says why the payments are the group's.
	Evidence Evidence `json:"evidence,omitempty"`
	// Files are the paths of the files that hold them.
	Files []string `json:"files,omitempty"`
	// Formats are the formats of those files.
	Formats []Format `json:"formats,omitempty"`
	// Payments is the number of payments.
	Payments int `json:"payments"`
	// Amount is their sum.
	Amount nhs.Money `json:"amount"`
	// Rejected is the number of rejected rows in those files, in any month.
	Rejected int `json:"rejected"`
	// LeftOut are the paths of further files with these payments, such as copies and
	// earlier versions, which are not counted.
	LeftOut []string `json:"left_out,omitempty"`
	// Copied means that more than one file holds the same payments. They count once
	// unless the folder was read with CountAll.
	Copied bool `json:"copied,omitempty"`
}

// PublicationGrid returns what the folder holds for each open CCG and each month
// from first to last.
//
// A stray payment of another month does not count as a file of that month: a file
// holds a month if at least a tenth of that body's payments in it are of the month.
func (f *Folder) PublicationGrid(a *Attributor, first, last Month) []Published {
	type key struct {
		ccg   nhs.OrgID
		month Month
	}
	copied := map[string]bool{}
	for _, paths := range f.Duplicates() {
		for _, p := range paths {
			copied[p] = true
		}
	}
	places := map[key]*Published{}
	for i := range f.Files {
		r := &f.Files[i]
		perBody := map[string]int{}
		for _, g := range r.Bodies {
			perBody[g.Entity] += g.Lines
		}
		for _, g := range r.Bodies {
			if g.Month == 0 || g.Lines*10 < perBody[g.Entity] {
				continue
			}
			m := a.Body(g.Entity, g.Month.First())
			if m.Org == "" && len(r.Bodies) > 0 && g.Entity == "" {
				m = a.BodyInFileName(r.Path, g.Month.First())
			}
			if m.Org == "" {
				continue
			}
			k := key{m.Org, g.Month}
			p := places[k]
			if p == nil {
				p = &Published{CCG: m.Org, Month: g.Month, Found: true, Evidence: m.Evidence}
				places[k] = p
			}
			if r.LeftOut {
				if p.Copied = true; !slices.Contains(p.LeftOut, r.Path) {
					p.LeftOut = append(p.LeftOut, r.Path)
				}
				continue
			}
			p.Payments += g.Lines
			p.Amount = p.Amount.Add(g.Amount)
			if !slices.Contains(p.Files, r.Path) {
				p.Files = append(p.Files, r.Path)
				p.Rejected += r.File.Accounting.Rejected.Rows
				p.Copied = p.Copied || copied[r.Path]
				if !slices.Contains(p.Formats, r.File.Format) {
					p.Formats = append(p.Formats, r.File.Format)
				}
			}
		}
	}
	var list []Published
	for o := range a.bodies.All() {
		for m := first; m <= last && m != 0; m++ {
			p := places[key{o.ID, m}]
			if p == nil {
				if o.OpenOn(m.First()) != nhs.Yes {
					continue
				}
				p = &Published{CCG: o.ID, Month: m}
			}
			p.Name = o.NameOn(m.First())
			list = append(list, *p)
		}
	}
	return list
}
