package rule

// An ID names a rule, such as "SLA-09". IDs are chosen by hand, keep their
// meaning for ever and are never reused.
//
// An ID is an error, so that errors.Is(err, id) asks whether err holds a
// finding of that rule.
type ID string

// Error returns the ID itself, so that an ID prints as it is written.
func (id ID) Error() string { return string(id) }
