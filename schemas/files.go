package schemas

import (
	"embed"
	"io/fs"
)

//go:embed *.json
var files embed.FS

// Files returns the schemas, one file each: sla.json, market.json, report.json.
func Files() fs.FS { return files }
