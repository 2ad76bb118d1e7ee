package units

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/csu"
	"github.com/opencommissioning/commissioning/nhs"
)

// Page returns docs/csus.md.
func Page(r *csu.Register) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# What became of every commissioning support unit

%d units worked for the NHS in England from April 2013, following plans of May 2012. NHS England hosted them, and the NHS
Business Services Authority employed their staff. This page is generated from the register. Dates are as precise as the sources: a
month means some day in it, and a range some day from the first to the last. The register is known until %s.

## How many there were

The table gives the certain number on each day, and how many more are possible. A merger is one event: predecessors close as
the successor opens.

| on | units | possibly more |
|---|---:|---:|
`, count(r, csu.Working), r.KnownUntil)
	for _, day := range []string{"2013-04-01", "2013-10-15", "2014-02-28", "2014-11-01", "2015-01-31", "2015-04-01", "2016-04-01", "2017-04-01", "2017-05-01", "2021-11-01", "2024-02-01"} {
		l := r.On(nhs.MustParseDate(day))
		fmt.Fprintf(&b, "| %s | %d | %d |\n", day, l.Certain, l.Possible)
	}
	writeUnits(&b, r, csu.Working, `
## The units

| unit | code | opened | last day | what became of it | followed by | how sure | sources |
|---|---|---|---|---|---|---|---|
`)
	writeUnits(&b, r, csu.Plan, `
## Plans of 2012 that did not open under their own name

| plan | code | formed | ended | what became of it | followed by | how sure | sources |
|---|---|---|---|---|---|---|---|
`)
	writeUnits(&b, r, csu.NotACSU, `
## Mistaken for a unit

A code with the role of a unit does not make a body one.

| body | code | opened | last day | what became of it | followed by | how sure | sources |
|---|---|---|---|---|---|---|---|
`)
	writeEnds(&b, r)
	b.WriteString("\nSources are described in [england/data/sources.csv](../england/data/sources.csv). A test generates this page: change the data, not the page.\n")
	return b.String()
}

func count(r *csu.Register, stage csu.Stage) (n int) {
	for i := range r.Units {
		if r.Units[i].Stage == stage {
			n++
		}
	}
	return n
}

func writeUnits(b *strings.Builder, r *csu.Register, stage csu.Stage, head string) {
	b.WriteString(head)
	history := r.History()
	for i := range r.Units {
		u := &r.Units[i]
		if u.Stage != stage {
			continue
		}
		begun := u.Opened
		if stage == csu.Plan {
			begun = u.Formed
		}
		end := string(u.End)
		if end == "" {
			end = "still working"
			if !u.EndAnnounced.IsZero() {
				end = "working, its end announced " + u.EndAnnounced.String()
			}
		}
		if stage == csu.NotACSU {
			end = ""
		}
		var successors []string
		for s := range history.Successions(u.Slug) {
			successors = append(successors, string(s.Successor))
		}
		fmt.Fprintf(b, "| %s (`%s`) | %s | %s | %s | %s | %s | %s | %s |\n",
			u.Name, u.Slug, u.ODSCode, begun, u.Closed, end, strings.Join(successors, ", "), u.Confidence, strings.Join(u.Sources, " "))
	}
}

// writeEnds lists the statements about ends, each once, in order of time. A last day in
// it is a claim.
func writeEnds(b *strings.Builder, r *csu.Register) {
	var facts []csu.EndFact
	units := make(map[string][]string)
	for i := range r.Units {
		for _, f := range r.Units[i].EndFacts {
			if units[f.ID] == nil {
				facts = append(facts, f)
			}
			units[f.ID] = append(units[f.ID], string(r.Units[i].Slug))
		}
	}
	slices.SortStableFunc(facts, func(a, b csu.EndFact) int { return a.On.Compare(b.On) })
	b.WriteString(`
## What was said of ends

Statements, and how sure they are. A last day that somebody claims is not a date of the register: that of the four last units rests on one
private request.

| when | units | what | said by | last day claimed | how sure | sources |
|---|---|---|---|---|---|---|
`)
	for _, f := range facts {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s |\n",
			f.On, strings.Join(units[f.ID], ", "), strings.TrimSpace(f.Text+" "+f.Note), f.SaidBy, f.LastDay, f.Confidence, strings.Join(f.Sources, " "))
	}
}
