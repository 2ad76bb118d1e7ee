package spend

import "strings"

// noPayer begins the symbol of payments whose row names no body: the name of their
// file follows, which may hint at one. No clean text begins with it.
const noPayer = "\x00"

// payer returns the number of the body that paid.
func (l *Ledger) payer(row *Row, c *classifier) uint32 {
	switch {
	case len(trim(row.entity)) > 0:
		return l.entities.id(row.entity)
	case row.reader.opt.Name == "":
		return 0
	case c.payer == 0:
		c.payer = l.entities.named(noPayer + row.reader.opt.Name)
	}
	return c.payer
}

// unnamed reports whether the number stands for a body that no row names.
func (l *Ledger) unnamed(id uint32) bool {
	return strings.HasPrefix(l.entities.names[id], noPayer)
}

// entity returns the body as the file has it.
func (l *Ledger) entity(id uint32) string {
	if l.unnamed(id) {
		return ""
	}
	return l.entities.names[id]
}

// body returns the body of a payment as it was in the month: from its row, or from the
// name of the file of a row that names none.
func (l *Ledger) body(a *Attributor, id uint32, m Month) Match {
	if file, ok := strings.CutPrefix(l.entities.names[id], noPayer); ok {
		return a.BodyInFileName(file, m.First())
	}
	return a.Body(l.entities.names[id], m.First())
}
