package england

import "github.com/opencommissioning/commissioning/service"

// ServiceLines returns the service lines of commissioning support. The official list
// was not seen: these are the lines that several sources name. A line has lots only
// if a source places it in one. An error means that the embedded tables are damaged.
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
