package england

import "github.com/opencommissioning/commissioning/nhs"

// A Source is the origin of a fact. Rows name sources by ID.
type Source struct {
	// ID is the identifier that rows use.
	ID string `json:"id"`
	// Title is the title of the document or data set.
	Title string `json:"title"`
	// Publisher is who published it.
	Publisher string `json:"publisher,omitempty"`
	// Published is the date of publication, as far as known.
	Published nhs.PartialDate `json:"published,omitzero"`
	// URL is where it can be read.
	URL string `json:"url,omitempty"`
	// Licence is its licence; "facts-only" means that single facts were taken from it
	// but no text.
	Licence string `json:"licence,omitempty"`
	// FoundIn says where a copy was found, if not at the publisher's.
	FoundIn string `json:"found_in,omitempty"`
	// Unfindable says that a reader cannot find the text again by this row: it has
	// neither address nor repository, or its title is not its own.
	Unfindable bool `json:"unfindable,omitempty"`
	// Section is the part that matters, such as a regulation or a paragraph.
	Section string `json:"section,omitempty"`
	// Note has a caveat.
	Note string `json:"note,omitempty"`
}

// Sources returns every source that a row names, and every text that a rule cites.
// An error means that the embedded tables are damaged.
func Sources() ([]Source, error) {
	var all []Source
	t := openTable("sources.csv")
	for t.next() {
		all = append(all, Source{
			ID:        t.text("id"),
			Title:     t.text("title"),
			Publisher: t.text("publisher"),
			Published: t.partial("published"),
			URL:       t.text("url"),
			Licence:   t.text("licence"),
			FoundIn:   t.text("found_in"),
			Section:   t.text("section"),
			Note:      t.text("note"),

			Unfindable: t.text("unfindable") == "true",
		})
	}
	return all, t.err
}
