package pages

import "testing"

func TestPageLink(t *testing.T) {
	for _, test := range [][3]string{
		{".", "rules/CCG-01.md", "/rules/CCG-01"},
		{".", "rules/README.md", "/rules"},
		{".", "glossary.md#sla", "/learn/glossary#sla"},
		{"learn", "../glossary.md", "/learn/glossary"},
		{"learn", "02-next.md", "/learn/02-next"},
		{".", "learn/01-first.md", "/learn/01-first"},
		{"learn", "README.md", "/learn"},
		{".", "learn/README.md", "/learn"},
		{"learn", "http://127.0.0.1:8080/csus?as_of=2013-04-01", "/csus?as_of=2013-04-01"},
		{".", "http://127.0.0.1:8080/v1/evaluate", "http://127.0.0.1:8080/v1/evaluate"},
		{".", "../england/data/README.md", "/data/README.md"},
		{".", "../README.md", repository + "README.md"},
		{".", "../sla/doc.go#L3", repository + "sla/doc.go#L3"},
		{".", "#here", "#here"},
		{".", "https://example.org/a.md", "https://example.org/a.md"},
	} {
		if got := pageLink(test[0], test[1]); got != test[2] {
			t.Errorf("%s from %s leads to %s, want %s", test[1], test[0], got, test[2])
		}
	}
}
