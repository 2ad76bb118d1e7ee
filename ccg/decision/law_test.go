package decision

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

func TestMayDecide(t *testing.T) {
	for _, tt := range []struct {
		body DecisionMaker
		on   string
		want nhs.Tristate
	}{
		{GoverningBody, "2013-04-01", nhs.Yes},
		{GoverningBody, "2013-03-31", nhs.No},
		{GoverningBody, "2022-06-30", nhs.Yes},
		{GoverningBody, "2022-07-01", nhs.No},
		{GoverningBody, "", nhs.Yes},
		{JointCommittee, "2014-09-30", nhs.No},
		{JointCommittee, "2014-10-01", nhs.Yes},
		{JointCommittee, "", nhs.Unknown},
		{WithNHSEngland, "2014-09-30", nhs.No},
		{WithNHSEngland, "2014-10-01", nhs.Yes},
		{Section75, "2013-04-01", nhs.Yes},
		{SupportUnit, "2014-10-01", nhs.No},
		{AnySupplier, "", nhs.No},
		{"board", "2014-10-01", nhs.Unknown},
		{"", "2014-10-01", nhs.Unknown},
	} {
		var on nhs.Date
		if tt.on != "" {
			on = nhs.MustParseDate(tt.on)
		}
		if got := MayDecide(tt.body, on); got != tt.want {
			t.Errorf("MayDecide(%q, %s) = %s, want %s", tt.body, tt.on, got, tt.want)
		}
	}
}

// What the law says depends on the day.
func TestLaw(t *testing.T) {
	topics := func(d Decision, asOf string) (list []string) {
		var on nhs.Date
		if asOf != "" {
			on = nhs.MustParseDate(asOf)
		}
		for _, p := range LegalNotes(&d, on) {
			list = append(list, p.Topic)
			if p.Brief == "" || p.Text == "" || len(p.Citations) == 0 || p.Basis == 0 {
				t.Errorf("%s lacks a text, a basis or a citation", p.Topic)
			}
		}
		return list
	}
	always := []string{"what stays with the group", "who may decide"}
	making := Decision{Options: []Option{{Kind: Make}, {Kind: Buy, Incumbent: true}}}
	for name, tt := range map[string]struct {
		d    Decision
		asOf string
		want []string
	}{
		"before the letter": {making, "2013-10-17", always},
		"from the letter":   {making, "2013-10-18", append(slices.Clone(always), "taking work in house", "the written rationale")},
		"no date":           {making, "", append(slices.Clone(always), "taking work in house", "the written rationale")},
		"shared":            {Decision{Options: []Option{{Kind: Share}}}, "2013-05-01", append(slices.Clone(always), "a lead arrangement")},
		"made already":      {Decision{Options: []Option{{Kind: Make, Incumbent: true}}}, "2014-05-01", append(slices.Clone(always), "the written rationale")},
	} {
		if diff := cmp.Diff(tt.want, topics(tt.d, tt.asOf)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	text := func(on string) string { return LegalNotes(&Decision{}, nhs.MustParseDate(on))[1].Text }
	if got := text("2014-09-30"); !strings.Contains(got, "Not yet on 2014-09-30: a joint committee of groups (from 2014-10-01)") {
		t.Errorf("before the order: %s", got)
	}
	if got := text("2014-10-01"); strings.Contains(got, "Not yet") || !strings.Contains(got, "a joint committee of groups") {
		t.Errorf("from the order: %s", got)
	}
	if got := text("2022-07-01"); !strings.Contains(got, "none existed to decide") {
		t.Errorf("after the groups: %s", got)
	}
}

// A group that decides without a date could at no time sell what the law gives it
// to decide.
func TestUndatedStatutoryDecisionIsNotSold(t *testing.T) {
	d := example(t, "contract-management")
	d.Date = nhs.Date{}
	d.Function.Kind = StatutoryDecision
	r := Decide(&d, rule.Options{})
	if !r.Ranked || r.Choice != "in-house" || len(r.Ranking) != 1 || len(r.Excluded) != 2 {
		t.Errorf("ranking %v, excluded %v", ranks(r), r.Excluded)
	}
}
