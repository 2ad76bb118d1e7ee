package main

import (
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/internal/source"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: bill BILL BINARY")
		os.Exit(2)
	}
	if err := check(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(billFile, binary string) error {
	data, err := os.ReadFile(billFile)
	if err != nil {
		return err
	}
	bill, err := parseBill(data)
	if err != nil {
		return fmt.Errorf("%s: %w", billFile, err)
	}
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return err
	}
	root, err := source.Root()
	if err != nil {
		return err
	}
	page, err := os.ReadFile(filepath.Join(root, "docs", "dependencies.md"))
	if err != nil {
		return err
	}
	for _, m := range bill {
		fmt.Println(m.name, m.version, m.licence)
	}
	return errors.Join(compareBuild(bill, info), comparePage(bill, string(page)))
}

// module is one line of a bill of materials. An undetected licence is "".
type module struct{ name, version, licence string }

// parseBill reads the modules of a CycloneDX bill, the standard library left out:
// its version is that of Go and its licence that of Go.
func parseBill(data []byte) ([]module, error) {
	var doc struct {
		Components []struct {
			Name, Version string
			Evidence      struct {
				Licenses []struct{ License struct{ ID string } }
			}
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	var list []module
	for _, c := range doc.Components {
		if c.Name == "std" {
			continue
		}
		var ids []string
		for _, l := range c.Evidence.Licenses {
			ids = append(ids, l.License.ID)
		}
		list = append(list, module{c.Name, c.Version, strings.Join(ids, ", ")})
	}
	if len(list) == 0 {
		return nil, errors.New("no modules: not a bill of materials in CycloneDX")
	}
	return list, nil
}

// compareBuild returns an error for each module that only one of the bill and the
// build has.
func compareBuild(bill []module, info *buildinfo.BuildInfo) error {
	var listed, linked []string
	for _, m := range bill {
		listed = append(listed, m.name+" "+m.version)
	}
	for _, m := range info.Deps {
		linked = append(linked, m.Path+" "+m.Version)
	}
	return difference("the bill of materials", listed, "the binary", linked)
}

// comparePage returns an error for each module and licence that only one of the
// bill and the page has.
func comparePage(bill []module, page string) error {
	var listed, written []string
	var errs []error
	for _, m := range bill {
		if m.licence == "" {
			errs = append(errs, fmt.Errorf("%s: no licence was detected", m.name))
		}
		listed = append(listed, m.name+" "+m.licence)
	}
	for line := range strings.Lines(page) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			continue
		}
		written = append(written, strings.Trim(cells[1], " `")+" "+strings.TrimSpace(cells[2]))
	}
	return errors.Join(append(errs, difference("the bill of materials", listed, "docs/dependencies.md", written))...)
}

func difference(a string, inA []string, b string, inB []string) error {
	var errs []error
	for _, s := range inA {
		if !slices.Contains(inB, s) {
			errs = append(errs, fmt.Errorf("%s: in %s and not in %s", s, a, b))
		}
	}
	for _, s := range inB {
		if !slices.Contains(inA, s) {
			errs = append(errs, fmt.Errorf("%s: in %s and not in %s", s, b, a))
		}
	}
	return errors.Join(errs...)
}
