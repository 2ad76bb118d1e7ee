package document

import (
	"encoding/json"
	"io/fs"
	"slices"
)

// An Example is a worked document of a package. It is made up and says so, or holds
// what a source says of a real one.
type Example struct {
	// Name is its short name, such as partnership.
	Name string `json:"name"`
	// Title says in a few words what it is about.
	Title string `json:"title"`
	// Teaches is what it shows; it may be empty.
	Teaches string `json:"teaches,omitempty"`
	// Document is the document itself, as [Decode] reads it.
	Document json.RawMessage `json:"document"`
}

// Examples are the worked documents of one package, the most useful first.
type Examples []Example

// LoadExamples fills in the document of each example from the file
// examples/NAME.json of fsys. It leaves out an example that has no file.
func LoadExamples(fsys fs.FS, list ...Example) Examples {
	read := make(Examples, 0, len(list))
	for _, e := range list {
		text, err := fs.ReadFile(fsys, "examples/"+e.Name+".json")
		if err != nil {
			continue
		}
		e.Document = text
		read = append(read, e)
	}
	return read
}

// Named returns the example with the name, and whether there is one.
func (l Examples) Named(name string) (Example, bool) {
	i := slices.IndexFunc(l, func(e Example) bool { return e.Name == name })
	if i < 0 {
		return Example{}, false
	}
	return l[i], true
}
