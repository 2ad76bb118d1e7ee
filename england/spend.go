package england

import (
	"cmp"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/nhs"
)

// SupplierAliases returns the names of commissioning support units and independent
// suppliers of commissioning support in spend files, and texts that only look like a
// unit.
//
// They are spellings seen in published files, the other names of the units, and the
// firms on the framework agreements. Suppliers are named by their slug. An error
// means that the embedded tables are damaged.
func SupplierAliases() ([]spend.Alias, error) {
	var all []spend.Alias
	t := openTable("csu_supplier_names.csv")
	for t.next() {
		all = append(all, spend.Alias{Text: t.text("supplier_text"), Org: cmp.Or(t.id("csu"), t.id("firm")), Kind: spend.AliasKind(t.text("kind")), Company: t.text("company_number"), Source: t.text("source")})
	}
	if t.err != nil {
		return nil, t.err
	}
	units, err := readUnits()
	if err != nil {
		return nil, err
	}
	unit := make(map[nhs.OrgID]bool)
	for _, u := range units {
		kind := spend.KindCSU
		if u.ODSCode == "0DG" {
			kind = spend.KindFramework // a firm with the code of a unit
		}
		unit[u.Slug] = true
		names := append([]string{u.Name}, u.Aliases...)
		if u.ODSCode != "" {
			names = append(names, string(u.ODSCode))
		}
		for _, name := range names {
			all = append(all, spend.Alias{Text: name, Org: u.Slug, Kind: kind, Source: "register"})
		}
	}
	agreements, err := Frameworks()
	if err != nil {
		return nil, err
	}
	for _, a := range agreements {
		for _, s := range a.Suppliers {
			if s.Kind == "independent" && !unit[s.ID] && s.Name != "" {
				all = append(all, spend.Alias{Text: s.Name, Org: s.ID, Kind: spend.KindFramework, Source: string(a.ID)})
			}
		}
	}
	return all, nil
}
