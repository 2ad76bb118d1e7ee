// Package catalogue lists every rule of the library, whatever it judges: documents
// of each domain, the market that joins them, and scenarios.
//
// It stands above all packages that have rules, so that none of them has to know the
// others. Use it to show rules, to find one by its ID, or to test that a waiver names
// a rule that exists. To check a document, use the rules of its own package.
package catalogue
