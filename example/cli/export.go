package cli

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/opencommissioning/commissioning/england"
)

var exportCommand = command{
	name:  "export",
	args:  "[DIR]",
	about: "Write the real market as one JSON document, or its tables to a folder",
	more: `
Without a folder the whole market goes to standard output as one JSON document,
which check and the server accept. A folder, created if necessary, gets the tables
as CSV, datapackage.json with their description, and market.json. Files with those
names are overwritten.`,
	run: runExport,
}

func runExport(in *invocation) error {
	if in.format == formatCSV && len(in.args) == 0 {
		return usagef("CSV needs a folder: it is several tables")
	}
	if len(in.args) > 1 {
		return usagef("%d folders; want one", len(in.args))
	}
	market, err := england.Market()
	if err != nil {
		return err
	}
	if len(in.args) == 0 {
		return in.json(market)
	}
	dir := in.args[0]
	body, err := json.MarshalIndent(market, "", "  ")
	if err != nil {
		return err
	}
	if err := WriteFile(dir, "market.json", append(body, '\n')); err != nil {
		return err
	}
	files := 1
	tables := england.Files()
	err = fs.WalkDir(tables, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(tables, name)
		if err != nil {
			return err
		}
		files++
		return WriteFile(dir, name, body)
	})
	in.printf("%d files written to %s\n", files, dir)
	return err
}

// WriteFile writes a file under a folder, and the folders above it. The name is
// slash-separated and must not lead out of the folder.
func WriteFile(dir, name string, body []byte) error {
	local, err := filepath.Localize(name)
	if err != nil {
		return &fs.PathError{Op: "write", Path: name, Err: err}
	}
	full := filepath.Join(dir, local)
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		return err
	}
	return os.WriteFile(full, body, 0o666)
}
