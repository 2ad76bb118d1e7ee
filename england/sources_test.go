package england_test

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/opencommissioning/commissioning/england"
)

var articleNumber = regexp.MustCompile(`hsj\.co\.uk/(?:[^?]*/)?(\d{7})\.article$`)

// Articles of the Health Service Journal have numbers that rise with time, so each has
// at least a month, and none can be from after one with a higher number.
func TestMonthsFollowArticleNumbers(t *testing.T) {
	sources, err := england.Sources()
	if err != nil {
		t.Fatal(err)
	}
	type article struct {
		number int
		england.Source
	}
	var articles []article
	for _, s := range sources {
		m := articleNumber.FindStringSubmatch(s.URL)
		if m == nil {
			continue
		}
		number, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Published.String()) < len("2013-01") {
			t.Errorf("%s, article %d: published %q, want a month", s.ID, number, s.Published)
			continue
		}
		articles = append(articles, article{number, s})
	}
	if len(articles) < 30 {
		t.Fatalf("%d numbered articles, want at least 30", len(articles))
	}
	// The series began again at 7,000,000 in autumn 2015, which keeps the order.
	slices.SortFunc(articles, func(a, b article) int { return cmp.Compare(a.number, b.number) })
	for i, a := range articles {
		for _, b := range articles[i+1:] {
			if a.Published.Earliest().After(b.Published.Latest()) {
				t.Errorf("%s (article %d, %s) is from after %s (article %d, %s)", a.ID, a.number, a.Published, b.ID, b.number, b.Published)
			}
		}
	}
}

// What a reader cannot find again is marked, and nothing else is.
func TestUnfindableSources(t *testing.T) {
	sources, err := england.Sources()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"S218", "S220", "S242", "S251", "debate", "ods_succession_docs"}
	var got []string
	for _, s := range sources {
		if s.Unfindable {
			got = append(got, s.ID)
			if s.URL != "" {
				t.Errorf("%s has an address and is marked as unfindable", s.ID)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("unfindable: %v, want %v", got, want)
	}
}
