// Package claims holds docs/claims.md to the code and the data. It has only a
// test. The table has a row for every claim of the three articles, in order.
// What answers a claim stands in square brackets and is one of
//
//	[`sla.View`]                        a name that a package exports, a field or a method
//	[SLA-09]                            a rule
//	[`figures.csv#csu-spend-2013-10`]   a row of a table of England, by its key; parts are joined by commas
//	[`GET /v1/csus?as_of=2013-04-01`]   a request that the demo answers
//	[`POST /v1/evaluate`]               one with a body: it leads to the page that shows how to send it
//
// Where each leads is written below the table. After a change:
//
//	go generate ./internal/check/claims
package claims

//go:generate go test -run TestNamesLeadSomewhere -update
