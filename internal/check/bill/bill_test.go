package main

import (
	"debug/buildinfo"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const twoModules = `{"components": [
	{"name": "example.org/a", "version": "v1.0.0", "evidence": {"licenses": [{"license": {"id": "MIT"}}]}},
	{"name": "example.org/b", "version": "v2.0.0"},
	{"name": "std", "version": "go1.26"}
]}`

func TestParseBill(t *testing.T) {
	got, err := parseBill([]byte(twoModules))
	if err != nil {
		t.Fatal(err)
	}
	want := []module{{"example.org/a", "v1.0.0", "MIT"}, {"example.org/b", "v2.0.0", ""}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(module{})); diff != "" {
		t.Error(diff)
	}
	for _, data := range []string{"", "{}", `{"components": [{"name": "std"}]}`} {
		if _, err := parseBill([]byte(data)); err == nil {
			t.Errorf("%q: no error", data)
		}
	}
}

func TestCompare(t *testing.T) {
	bill := []module{{"example.org/a", "v1.0.0", "MIT"}, {"example.org/b", "v2.0.0", "BSD-3-Clause"}}
	build := func(deps ...string) *buildinfo.BuildInfo {
		info := new(buildinfo.BuildInfo)
		for _, dep := range deps {
			path, version, _ := strings.Cut(dep, " ")
			info.Deps = append(info.Deps, &debug.Module{Path: path, Version: version})
		}
		return info
	}
	page := "| module | licence | what for |\n|---|---|---|\n| `example.org/a` | MIT | adds |\n| `example.org/b` | BSD-3-Clause | takes away |\n"
	for _, tt := range []struct {
		name string
		err  error
		want string // a part of the error; "" for none
	}{
		{"same build", compareBuild(bill, build("example.org/a v1.0.0", "example.org/b v2.0.0")), ""},
		{"not linked", compareBuild(bill, build("example.org/a v1.0.0")), "example.org/b v2.0.0: in the bill"},
		{"other version", compareBuild(bill[:1], build("example.org/a v1.0.1")), "example.org/a v1.0.1: in the binary"},
		{"same page", comparePage(bill, page), ""},
		{"not on the page", comparePage(bill, page[:strings.LastIndex(page, "| `")]), "example.org/b BSD-3-Clause: in the bill"},
		{"other licence", comparePage(bill, strings.Replace(page, "MIT", "GPL-3.0", 1)), "example.org/a GPL-3.0: in docs"},
		{"not in the bill", comparePage(bill[:1], page), "example.org/b BSD-3-Clause: in docs"},
		{"no licence", comparePage([]module{{"example.org/a", "v1.0.0", ""}}, page), "no licence was detected"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.want == "" && tt.err != nil {
				t.Fatal(tt.err)
			}
			if tt.want != "" && (tt.err == nil || !strings.Contains(tt.err.Error(), tt.want)) {
				t.Errorf("error %v, want %q", tt.err, tt.want)
			}
		})
	}
}
