package rule

import (
	"encoding/json"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Citation points to the text that a rule rests on.
type Citation struct {
	// ID names the text where it is cited more than once; it may be left out.
	ID string `json:"id,omitempty"`
	// Title is the title of the document.
	Title string `json:"title"`
	// Publisher is who published it.
	Publisher string `json:"publisher,omitempty"`
	// Section is the part that matters: "regulation 33(3)", "section 223J(3)".
	Section string `json:"section,omitempty"`
	// URL is where it can be read.
	URL string `json:"url,omitempty"`
	// Published is when it was published, as far as known.
	Published nhs.PartialDate `json:"published,omitzero"`
	// Note says what to bear in mind, such as that only a summary was seen.
	Note string `json:"note,omitempty"`
}

// An Observed says on what data a rule is known to fire.
type Observed string

const (
	// ObservedReal means that the rule fires on published data.
	ObservedReal Observed = "real"
	// ObservedSynthetic means that it fires only on examples written for it.
	ObservedSynthetic Observed = "synthetic"
	// NeverObserved means that no data at hand, real or made up to be likely, breaks
	// it; only its own fixtures do.
	NeverObserved Observed = "never seen"
)

// Meta describes a rule: everything but its code.
type Meta struct {
	// ID names the rule.
	ID ID `json:"id"`
	// Subject is the kind of value that the rule judges, such as "ccg". A [Set]
	// fills it in.
	Subject string `json:"subject"`
	// Title states the rule in one line.
	Title string `json:"title"`
	// Rationale says what the rule protects.
	Rationale string `json:"rationale,omitempty"`
	// Fix says what to do about a finding.
	Fix string `json:"fix,omitempty"`
	// Limitations says what the rule cannot see.
	Limitations string `json:"limitations,omitempty"`
	// Severity is that of a finding; a finding may be milder than its rule.
	Severity Severity `json:"severity"`
	// Basis is the kind of authority that it rests on.
	Basis Basis `json:"basis"`
	// Citations are the texts, best first. Only a rule of basis [Integrity],
	// [Unsourced] or [LocalPolicy] may have none.
	Citations []Citation `json:"citations"`
	// InForce is when the rule was in force; the zero period is always. [Rule.On]
	// says which day of a value decides.
	InForce nhs.Period `json:"in_force"`
	// Tags group rules across packages.
	Tags []string `json:"tags,omitempty"`
	// OptIn means that the rule runs only where it is selected by name.
	OptIn bool `json:"off_by_default,omitempty"`
	// Observed says on what data the rule is known to fire.
	Observed Observed `json:"observed,omitempty"`
	// GoodExample is a short example that keeps the rule.
	GoodExample string `json:"good_example,omitempty"`
	// BadExample is a short example that breaks the rule.
	BadExample string `json:"bad_example,omitempty"`
	// Related are rules that a reader should look at too.
	Related []ID `json:"related,omitempty"`
	// ByConstruction is set for a rule that needs no check, since the types keep it.
	ByConstruction *ByConstruction `json:"by_construction,omitempty"`
}

// A ByConstruction says how the types keep a rule of the catalogue, so that no check
// is needed. A package lists such rules beside its set.
type ByConstruction struct {
	// How says which type or signature keeps the rule.
	How string `json:"how"`
	// Test is the name of the test that shows it.
	Test string `json:"test"`
}

// MarshalJSON writes the rule's description, with an empty list rather than null
// if there is no citation.
func (m Meta) MarshalJSON() ([]byte, error) {
	type plain Meta
	p := plain(m)
	if p.Citations == nil {
		p.Citations = []Citation{}
	}
	return json.Marshal(p)
}
