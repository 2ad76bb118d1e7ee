package england

import "github.com/opencommissioning/commissioning/service"

// ServiceLines returns the lines that commissioning support was sold by. The
// official list was not seen: these are those that several sources name, and a
// line has lots only where a source places it in one. The error would be a fault
// of the embedded tables, which the tests exclude.
func ServiceLines() (service.Catalogue, error) {
	var lines service.Catalogue
	t := openTable("service_lines.csv")
	for t.next() {
		id := parsed(t, "id", service.ParseID)
		scope, _ := service.ScopeOf(id)
		lines = append(lines, service.Line{
			ID:          id,
			Name:        t.text("name"),
			Aliases:     t.list("aliases"),
			Group:       t.text("group"),
			Nature:      service.Nature(t.text("nature")),
			NatureBasis: t.text("nature_basis"),
			Lots:        t.list("lots"),
			Scope:       scope,
			Description: t.text("description"),
			Sources:     t.list("source"),
			Confidence:  t.confidence(),
		})
	}
	return lines, t.err
}
