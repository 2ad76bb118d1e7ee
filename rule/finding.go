package rule

import (
	"fmt"
	"slices"
	"strings"

	bounded "github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

// A Subject is the value that a finding is about: its kind and its own
// identifier, written "ccg/00C".
type Subject struct {
	// Kind is the kind of value, such as "ccg" or "sla".
	Kind string
	// ID is the identifier of the value, if it has one.
	ID string
}

// String returns kind/ID, or the kind alone if there is no ID.
func (s Subject) String() string {
	if s.ID == "" {
		return s.Kind
	}
	return s.Kind + "/" + s.ID
}

// MarshalText returns the form of String.
func (s Subject) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the form of String.
func (s *Subject) UnmarshalText(text []byte) error {
	s.Kind, s.ID, _ = strings.Cut(string(text), "/")
	return nil
}

// A Param is a named fact that a message uses. It serves those who translate
// messages or sort by a figure.
type Param struct {
	// Name is the name of the fact, such as "allowance".
	Name string `json:"name"`
	// Value is the fact as text.
	Value string `json:"value"`
}

// A Place is another part of the document that matters to a finding.
type Place struct {
	// Path is where it is.
	Path Pointer `json:"path"`
	// Note says why it matters.
	Note string `json:"note"`
}

// A Finding is one thing that one rule found in one place. It is an error;
// errors.Is with a rule's [ID] reports whether it is a finding of that rule.
type Finding struct {
	// Rule is the rule that found it.
	Rule ID `json:"rule"`
	// Severity is that of the rule, or milder.
	Severity Severity `json:"severity"`
	// Subject is the value that was judged. If that has no identifier, it is the
	// value of which it is a part.
	Subject Subject `json:"subject"`
	// Path is the place in the document that was checked. The document has this
	// place, or its parent.
	Path Pointer `json:"path"`
	// Message says what is wrong and what to do.
	Message string `json:"message"`
	// Params are the facts that the message uses.
	Params []Param `json:"params,omitempty"`
	// Related are other places that matter, at most [MaxRelated].
	Related []Place `json:"related,omitempty"`
	// RelatedNotListed is how many more there are.
	RelatedNotListed int `json:"related_not_listed,omitempty"`
	// On is the date that decided which law applied, if one was needed.
	On nhs.Date `json:"on,omitzero"`
	// Waiver is the waiver that accepts the finding, or nil.
	Waiver *Waiver `json:"waiver,omitempty"`
}

// String returns the place, the rule and the message: "/ends: [LEASE-01] the lease
// ends…". A finding on the whole document has no place and begins with the rule.
func (f Finding) String() string {
	at := ""
	if f.Path != "" {
		at = string(f.Path) + ": "
	}
	return fmt.Sprintf("%s[%s] %s", at, f.Rule, f.Message)
}

// Error returns the finding in one line, with its severity and subject. Printing a
// finding gives this line.
func (f Finding) Error() string {
	at := ""
	if f.Path != "" {
		at = " at " + string(f.Path)
	}
	return fmt.Sprintf("%s: %s: %s%s: %s", f.Severity, f.Rule, f.Subject, at, f.Message)
}

// Is reports whether target is the finding's rule. It serves errors.Is.
func (f Finding) Is(target error) bool {
	id, ok := target.(ID)
	return ok && id == f.Rule
}

// With adds a named fact and returns f. A value of more than [MaxArg] bytes is shortened.
func (f *Finding) With(name string, value any) *Finding {
	f.Params = append(f.Params, Param{name, bounded.Sprintf("%v", value)})
	return f
}

// WithRelated adds another place that matters, relative to the value that is
// checked, and returns f. Beyond [MaxRelated] places it counts them.
func (f *Finding) WithRelated(at Pointer, format string, args ...any) *Finding {
	if len(f.Related) >= MaxRelated {
		f.RelatedNotListed++
		return f
	}
	f.Related = append(f.Related, Place{at.Shorten(), bounded.Sprintf(format, args...)})
	return f
}

// WithDate sets the date that decided this one finding and returns f. It is for a
// value that holds several dated things; the default is the date of [Rule.On].
func (f *Finding) WithDate(on nhs.Date) *Finding {
	f.On = on
	return f
}

// WithSeverity lowers the severity of this one finding and returns f. It cannot raise
// it above the rule's.
func (f *Finding) WithSeverity(s Severity) *Finding {
	f.Severity = s
	return f
}

// Findings is what a check returns; nil means nothing to say.
type Findings []Finding

// Add reports something at a place relative to the value that is checked. The
// message says what is wrong and what to do. Of a text among its arguments it repeats at
// most [MaxArg] bytes, and it has at most [MaxText] itself.
//
// The result points into the list, for adding detail at once. The next Add may move
// the list, so do not keep it.
func (fs *Findings) Add(at Pointer, format string, args ...any) *Finding {
	*fs = append(*fs, Finding{Path: at.Shorten(), Message: bounded.Sprintf(format, args...)})
	return &(*fs)[len(*fs)-1]
}

// MissingDate returns what a check returns when it needs a date that the value does
// not give. The outcome is then [Undated] rather than [Passed], and [Set.Explain]
// repeats why.
func MissingDate(format string, args ...any) Findings {
	return Findings{{Rule: undated, Message: bounded.Sprintf(format, args...)}}
}

// undated marks the result of MissingDate; no rule has this ID.
const undated ID = "\x00undated"

func (fs Findings) undated() bool { return len(fs) == 1 && fs[0].Rule == undated }

func (fs Findings) sort() {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		if c := a.Path.Compare(b.Path); c != 0 {
			return c
		}
		return strings.Compare(string(a.Rule), string(b.Rule))
	})
}
