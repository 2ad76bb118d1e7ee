// Package service describes what commissioners bought: service lines, such as
// contract management or a payroll, and how much of each an agreement covers.
//
// # Why a line needs more than a name
//
// In 2013 a clinical commissioning group in England bought its support as a
// list of lines. The names said little: contract management was anything from
// getting papers signed to leading the negotiations, and service redesign
// anything from advice to the design itself. Two agreements for the same line
// could have very different values.
//
// So a [Line] has an [ID], a group, a [Nature] and, where its name is vague, a
// scope: a [Ladder] of levels, each more than the one before.
//
//	scope, _ := service.ScopeOf(service.ContractManagement)
//	c, ok := scope.Compare("signing", "negotiating") // -1, true
//
// # Catalogues
//
// A [Catalogue] is a plain slice of lines: range over it, append to it, marshal
// it. There is no registry, so a catalogue with lines of your own is just a
// longer slice. Look-ups by ID or by name allocate nothing.
//
// The lines that England's commissioners bought are data and not part of this
// package. No official numbered list of them was found. That data joins what
// some ten sources name, and says how sure each line is.
//
// # Reading is not judging
//
// An ID of the wrong form does not decode. An unknown nature, group or level does:
// [Catalogue.Validate] and the rules that use catalogues report it, so that a
// document can be loaded, shown and fixed.
package service
