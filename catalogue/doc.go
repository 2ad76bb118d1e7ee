// Package catalogue lists every rule of the library: those for documents of each domain,
// for the market that joins them, and for scenarios.
//
// Use it to show rules, to find one by its ID, or to test that a waiver names a known
// rule. To check a document, use the rules of its own package. The catalogue stands above
// all packages that have rules, so that they need not know one another.
package catalogue
