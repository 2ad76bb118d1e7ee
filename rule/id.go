package rule

// An ID names a rule, such as "SLA-09". Once given it stays with that rule, so
// that waivers and links to it keep their meaning; no other rule ever gets it.
//
// An ID is an error, so that errors.Is(err, id) asks whether err holds a
// finding of that rule.
type ID string

// Error returns the ID itself, so that an ID prints as it is written.
func (id ID) Error() string { return string(id) }
