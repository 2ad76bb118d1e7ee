package datapackage

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const (
	goodBodies = "code,opened,people,rate,year,seen,source\n" +
		"AAA,2013-04-01,12,1.50,2013,2013-04,one;two\n" +
		"BBB,2014-04-01,,,,,two\n"
	goodSources = "id\none\ntwo\n"
)

func sample() *Package {
	zero := json.Number("0")
	required := &Constraints{Required: true}
	return &Package{
		Profile: "tabular-data-package",
		Name:    "sample",
		Resources: []Resource{
			{Name: "bodies", Path: "bodies.csv", Schema: Schema{
				Fields: []Field{
					{Name: "code", Type: "string", Constraints: &Constraints{Required: true, Unique: true, Pattern: "[A-Z]{3}"}},
					{Name: "opened", Type: "date", Constraints: required},
					{Name: "people", Type: "integer", Constraints: &Constraints{Minimum: &zero}},
					{Name: "rate", Type: "number", Constraints: &Constraints{Enum: []string{"1.50", "2.00"}}},
					{Name: "year", Type: "year"},
					{Name: "seen", Type: "yearmonth"},
					{Name: "source", Type: "string", List: &List{Separator: ";", Resource: "sources", Field: "id"}},
				},
				PrimaryKey: []string{"code"},
			}},
			{Name: "sources", Path: "sources.csv", Schema: Schema{
				Fields:     []Field{{Name: "id", Type: "string"}},
				PrimaryKey: []string{"id"},
			}},
		},
	}
}

func files(bodies, sources string) fstest.MapFS {
	return fstest.MapFS{
		"bodies.csv":  {Data: []byte(bodies)},
		"sources.csv": {Data: []byte(sources)},
	}
}

func TestCheckGood(t *testing.T) {
	fsys, p := files(goodBodies, goodSources), sample()
	if err := p.Measure(fsys); err != nil {
		t.Fatal(err)
	}
	if err := p.Check(fsys); err != nil {
		t.Error(err)
	}
	if got := p.Resources[0].Rows; got != 2 {
		t.Errorf("rows = %d, expected 2", got)
	}
}

func TestCheckTables(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"blank required", "AAA,2013-04-01", "AAA,", `bodies.csv: line 2, column "opened": "", expected a value`},
		{"date", "2014-04-01", "2014-4-1", `line 3, column "opened": "2014-4-1", expected a date as 2006-01-02`},
		{"day that is none", "2014-04-01", "2014-04-31", `line 3, column "opened"`},
		{"integer", ",12,", ",012,", `column "people": "012", expected a whole number`},
		{"minimum", ",12,", ",-1,", `column "people": "-1", expected at least 0`},
		{"number", "1.50", "1e3", `column "rate": "1e3", expected a plain decimal number`},
		{"enum", "1.50", "1.75", `column "rate": "1.75", expected one of 1.50, 2.00`},
		{"year", ",2013,", ",13,", `column "year": "13", expected a year as 2006`},
		{"month", "2013-04,", "2013-13,", `column "seen": "2013-13", expected a yearmonth as 2006-01`},
		{"pattern", "AAA", "AA", `column "code": "AA", expected a match of [A-Z]{3}`},
		{"unique", "BBB", "AAA", `line 3, column "code": "AAA", expected a value that comes once`},
		{"primary key", "BBB", "AAA", "bodies.csv: line 3: same primary key as line 2"},
		{"blank key", "BBB", "", `bodies.csv: line 3: blank in the primary key ["code"]`},
		{"unknown source", "one;two", "one;six", `"six" in column "id" of sources`},
		{"list order", "one;two", "two;one", `"two;one", expected values in order, each once`},
		{"list twice", "one;two", "two;two", `"two;two", expected values in order, each once`},
		{"header", "people", "population", "bodies.csv: header"},
		{"space", "BBB", "BBB ", `column "code": "BBB ", expected no space at either end`},
		{"cells", "BBB,", "BBB,,", "bodies.csv: record on line 3: wrong number of fields"},
		{"line ends", "\n", "\r\n", "bodies.csv: carriage return"},
		{"last line", "two\n", "two", "bodies.csv: no line feed at the end"},
		{"mark", "code", "\ufeffcode", "bodies.csv: byte order mark"},
		{"encoding", "BBB", "B\xffB", "bodies.csv: not UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bodies := strings.ReplaceAll(goodBodies, tt.old, tt.new)
			if bodies == goodBodies {
				t.Fatal("the case changes nothing")
			}
			fsys, p := files(bodies, goodSources), sample()
			_ = p.Measure(fsys)
			err := p.Check(fsys)
			if err == nil {
				t.Fatalf("no error, expected %q", tt.want)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q, expected it to contain %q", err, tt.want)
			}
		})
	}
}

func TestCheckManifest(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Package)
		want   string
	}{
		{"rows", func(p *Package) { p.Resources[0].Rows++ }, "bodies.csv: 2 rows, the manifest says 3"},
		{"bytes", func(p *Package) { p.Resources[0].Bytes++ }, "bytes, the manifest says"},
		{"hash", func(p *Package) { p.Resources[0].Hash = "sha256:0" }, "the manifest says sha256:0"},
		{"no file", func(p *Package) { p.Resources[1].Path = "none.csv" }, "none.csv: file does not exist"},
		{"path", func(p *Package) { p.Resources[1].Path = "../sources.csv" }, "../sources.csv: expected a path within the package"},
		{"resource twice", func(p *Package) { p.Resources[1].Name = "bodies" }, `resource "bodies": comes twice`},
		{"type", func(p *Package) { p.Resources[1].Schema.Fields[0].Type = "money" }, `expected a known type, not "money"`},
		{"pattern", func(p *Package) { p.Resources[0].Schema.Fields[0].Constraints.Pattern = "(" }, `column "code": error parsing regexp`},
		{"no key", func(p *Package) { p.Resources[0].Schema.PrimaryKey = nil }, "bodies.csv: primary key [] is not in the header"},
		{"list resource", func(p *Package) { p.Resources[0].Schema.Fields[6].List.Resource = "none" }, `column "source" refers to "none"`},
		{"list field", func(p *Package) { p.Resources[0].Schema.Fields[6].List.Field = "none" }, "which has no such column"},
		{"foreign key", func(p *Package) {
			p.Resources[0].Schema.ForeignKeys = []ForeignKey{{Fields: []string{"code"}, Reference: Reference{"sources", []string{"id"}}}}
		}, `bodies.csv: line 2, column "code": "AAA" is not in ["id"] of sources`},
		{"foreign key column", func(p *Package) {
			p.Resources[0].Schema.ForeignKeys = []ForeignKey{{Fields: []string{"none"}, Reference: Reference{"sources", []string{"id"}}}}
		}, `foreign key ["none"] is not in the header`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys, p := files(goodBodies, goodSources), sample()
			if err := p.Measure(fsys); err != nil {
				t.Fatal(err)
			}
			tt.change(p)
			err := p.Check(fsys)
			if err == nil {
				t.Fatalf("no error, expected %q", tt.want)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q, expected it to contain %q", err, tt.want)
			}
		})
	}
}

func TestForeignKeyLeavesBlanksAlone(t *testing.T) {
	p := sample()
	p.Resources[0].Schema.ForeignKeys = []ForeignKey{{Fields: []string{"seen"}, Reference: Reference{"sources", []string{"id"}}}}
	fsys := files(goodBodies, goodSources+"2013-04\n")
	if err := p.Measure(fsys); err != nil {
		t.Fatal(err)
	}
	if err := p.Check(fsys); err != nil {
		t.Error(err)
	}
}

func TestReadEncode(t *testing.T) {
	want := sample()
	text, err := want.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(fstest.MapFS{"datapackage.json": {Data: text}}, "datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("read of encode (-want +got):\n%s", d)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`{"name":"x","colour":"red"}`, `unknown field "colour"`},
		{`{"name":1}`, "datapackage.json: byte "},
		{`{"name":"x"} {}`, "text after the manifest"},
		{``, "EOF"},
		{strings.Repeat(" ", maxFile+1), "datapackage.json: more than"},
	} {
		_, err := Read(fstest.MapFS{"datapackage.json": {Data: []byte(tt.text)}}, "datapackage.json")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error %v, expected it to contain %q", err, tt.want)
		}
	}
}
