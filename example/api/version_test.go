package api

import (
	"runtime/debug"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/nhs"
)

func TestDescribe(t *testing.T) {
	type want struct {
		Version, Go, Revision string
		Modified              bool
	}
	self := debug.Module{Path: ModulePath, Version: "v1.2.3"}
	commit := []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "true"}}
	for name, test := range map[string]struct {
		build *debug.BuildInfo
		want  want
	}{
		"no information":  {nil, want{Version: "unknown"}},
		"the module":      {&debug.BuildInfo{GoVersion: "go1.26", Main: self, Settings: commit}, want{"v1.2.3", "go1.26", "abc", true}},
		"another program": {&debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Path: "example.org/x"}, Deps: []*debug.Module{&self}, Settings: commit}, want{"v1.2.3", "go1.26", "", false}},
	} {
		v, err := describe(test.build, nhs.Date{})
		if diff := cmp.Diff(test.want, want{v.Version, v.Go, v.Revision, v.Modified}); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}
