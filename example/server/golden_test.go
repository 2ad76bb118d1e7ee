package server

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/api"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden holds one answer of each kind to its file.
func TestGolden(t *testing.T) {
	h := newTestHandler(t)
	for name, request := range map[string][3]string{
		"ccg.json":              {http.MethodGet, "/v1/ccgs/01H?as_of=2016-01-01"},
		"ccgs_none.json":        {http.MethodGet, "/v1/ccgs"},
		"ccgs_2021.csv":         {http.MethodGet, "/v1/ccgs?as_of=2021-04-01&format=csv"},
		"icb.json":              {http.MethodGet, "/v1/icbs/QHM?as_of=2027-01-01"},
		"successors.json":       {http.MethodGet, "/v1/ccgs/00F/successors?depth=all"},
		"successors_01K.json":   {http.MethodGet, "/v1/ccgs/01K/successors"},
		"predecessors.csv":      {http.MethodGet, "/v1/ccgs/13T/predecessors?format=csv"},
		"allowances.json":       {http.MethodGet, "/v1/allowances"},
		"allowances.csv":        {http.MethodGet, "/v1/allowances?format=csv"},
		"crosswalk.json":        {http.MethodPost, "/v1/crosswalk", api.ExampleCrosswalk},
		"crosswalk_beyond.json": {http.MethodPost, "/v1/crosswalk", `{"from":"2021-04-01","to":"2030-01-01","figures":{"13T":"1.00","ZZZ":"2.00"}}`},
		"problem.json":          {http.MethodPost, "/v1/check/ccg", "{\n  \"code\": \"00c\"\n}"},
	} {
		t.Run(name, func(t *testing.T) {
			got := do(h, request[0], request[1], request[2]).Body.Bytes()
			if strings.HasSuffix(name, ".json") {
				got = readable(t, got)
			}
			path := filepath.Join("testdata", "golden", name)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// readable indents JSON and leaves out the request ID.
func readable(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		t.Fatal(err)
	}
	lines := slices.DeleteFunc(strings.SplitAfter(b.String(), "\n"), func(line string) bool {
		return strings.Contains(line, `"request_id":`)
	})
	return []byte(strings.Join(lines, ""))
}
