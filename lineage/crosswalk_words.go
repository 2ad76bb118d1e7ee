package lineage

import (
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

func (w *walk) names(bodies []int32) string {
	ids := make([]nhs.OrgID, len(bodies))
	for i, b := range bodies {
		ids[i] = w.history.bodies[b].id
	}
	return listed(ids)
}

// listed returns the identifiers as a list in words: 00F, 00G and 00H.
func listed(ids []nhs.OrgID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return inWords(texts)
}

// inWords joins the texts with commas and a last "and". It cuts a long list and counts
// the rest.
func inWords(texts []string) string {
	const most = 12
	if n := len(texts); n > most {
		texts = append(texts[:most-1:most-1], fmt.Sprintf("%d more", n-most+1))
	}
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + " and " + texts[last]
}

// quoted returns an identifier as it stands, or in quotes if it is malformed.
func quoted(id nhs.OrgID) string {
	if id.IsCode() || id.IsSlug() {
		return string(id)
	}
	return fmt.Sprintf("%.64q", string(id))
}

// dated returns a date as it stands in a sentence.
func dated(p nhs.PartialDate) string {
	if _, exact := p.Exact(); exact {
		return "on " + p.String()
	}
	if p.IsZero() || p == anyDay {
		return "on an unknown day"
	}
	return "some time in " + p.String()
}
