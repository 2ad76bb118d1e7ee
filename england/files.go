package england

import (
	"embed"
	"io/fs"
)

// Version is the version of the data: year, month and a count. It changes with the
// facts and not with the program.
const Version = "2026.12.2"

//go:embed data
var embedded embed.FS

// Files returns the data as files: the tables, their manifest datapackage.json,
// README.md and CHANGELOG.md.
func Files() fs.FS {
	files, err := fs.Sub(embedded, "data")
	if err != nil {
		return embedded // "data" is a valid path, so this cannot happen
	}
	return files
}

// Manifest returns the Frictionless data package manifest, as JSON: for every table
// its columns, keys, rows, bytes, SHA-256, coverage and known gaps. An error means
// that the embedded tables are damaged.
func Manifest() ([]byte, error) { return fs.ReadFile(Files(), "datapackage.json") }
