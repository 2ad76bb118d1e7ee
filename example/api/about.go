package api

import (
	"encoding/json"
	"io/fs"
	"path"
	"runtime/debug"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// ModulePath is where the library is.
const ModulePath = "github.com/opencommissioning/commissioning"

func health(*web.Request) (any, error) {
	return Healthy{"ok"}, nil
}

// Healthy is the answer of a running server.
type Healthy struct {
	Status string `json:"status"`
}

// A Version names the running code and its data.
type Version struct {
	Module   string      `json:"module"`
	Version  string      `json:"version"`
	Go       string      `json:"go,omitempty"`
	Revision string      `json:"revision,omitempty"`
	Modified bool        `json:"modified,omitempty"` // built from files that differ from Revision
	Data     DataVersion `json:"data"`
}

// A DataVersion says which data is served, and what it contains.
type DataVersion struct {
	Version    string          `json:"version"`
	KnownUntil nhs.Date        `json:"known_until,omitzero"`
	Manifest   json.RawMessage `json:"manifest"`
}

// describe finds the module in the running program, which may only import it. A
// program without build information is not an error.
func describe(build *debug.BuildInfo, knownUntil nhs.Date) (Version, error) {
	v := Version{Module: ModulePath, Version: "unknown", Data: DataVersion{Version: england.Version, KnownUntil: knownUntil}}
	manifest, err := england.Manifest()
	v.Data.Manifest = manifest
	if build == nil {
		return v, err
	}
	v.Go = build.GoVersion
	for _, dep := range build.Deps {
		if dep.Path == ModulePath {
			v.Version = dep.Version
		}
	}
	if build.Main.Path == ModulePath {
		v.Version = build.Main.Version
		for _, setting := range build.Settings {
			switch setting.Key {
			case "vcs.revision":
				v.Revision = setting.Value
			case "vcs.modified":
				v.Modified = setting.Value == "true"
			}
		}
	}
	return v, err
}

func (d *Data) showVersion(*web.Request) (any, error) { return d.version, nil }

// dataFile serves a file of the data package.
func dataFile(r *web.Request) (any, error) {
	name := r.PathValue("file")
	body, err := fs.ReadFile(england.Files(), name)
	if err != nil {
		return nil, web.NotFound("there is no data file %q; /data/datapackage.json lists them", web.Shorten(name))
	}
	switch path.Ext(name) {
	case ".csv":
		return web.File("text/csv; charset=utf-8", body), nil
	case ".json":
		return web.File("application/json", body), nil
	case ".md":
		return web.File("text/markdown; charset=utf-8", body), nil
	}
	return web.File("application/octet-stream", body), nil
}
