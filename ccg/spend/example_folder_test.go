package spend_test

import (
	"context"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

func ExampleReadFolder() {
	folder := fstest.MapFS{
		"april.csv": {Data: []byte(april)},
		"copy.csv":  {Data: []byte(april)},
		"may.pdf":   {Data: []byte("%PDF-1.4")},
	}
	f, err := spend.ReadFolder(context.Background(), folder, spend.FolderOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range f.Files {
		fmt.Printf("%s %d %q\n", r.Path, r.File.Accounting.Payments.Rows, r.Error)
	}
	fmt.Println("the same:", f.Duplicates())
	// Output:
	// april.csv 3 ""
	// copy.csv 3 ""
	// may.pdf 0 "may.pdf is a PDF: ask the publisher for the CSV, or extract the tables and check them against the printed totals"
	// the same: [[april.csv copy.csv]]
}

func ExampleFolder_PublicationGrid() {
	groups := lineage.NewHistory([]lineage.Organisation{{ID: "99A", Name: "NHS Example CCG", Opened: nhs.MustParsePartialDate("2013-04-01")}}, nil, nhs.Date{})
	f, err := spend.ReadFolder(context.Background(), fstest.MapFS{"april.csv": {Data: []byte(april)}}, spend.FolderOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range f.PublicationGrid(spend.NewAttributor(nil, groups, nil), spend.NewMonth(2020, 4), spend.NewMonth(2020, 5)) {
		fmt.Println(p.Name, p.Month, p.Found, p.Payments)
	}
	// Output:
	// NHS Example CCG 2020-04 true 3
	// NHS Example CCG 2020-05 false 0
}

func ExampleFolderOptions() {
	folder := fstest.MapFS{"april.csv": {Data: []byte(april)}, "read-me.txt": {Data: []byte("hello")}}
	_, err := spend.ReadFolder(context.Background(), folder, spend.FolderOptions{
		Match:    func(path string) bool { return strings.HasSuffix(path, ".csv") },
		Progress: func(done, all int, f *spend.FileReport) { fmt.Println(done, "of", all, f.Path) },
	})
	fmt.Println(err)
	// Output:
	// 1 of 1 april.csv
	// <nil>
}

func ExampleFileReport() {
	r := spend.FileReport{Path: "may.pdf", Error: "may.pdf is a PDF"}
	fmt.Println(r.Path, r.Error)
	// Output: may.pdf may.pdf is a PDF
}

func ExamplePublished() {
	p := spend.Published{Name: "NHS Example CCG", Month: spend.NewMonth(2020, 5)}
	fmt.Println(p.Name, p.Month, p.Found)
	// Output: NHS Example CCG 2020-05 false
}

func ExampleFolder() {
	f, err := spend.ReadFolder(context.Background(), fstest.MapFS{"april.csv": {Data: []byte(april)}}, spend.FolderOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	lines, total := f.Ledger.Total()
	fmt.Println(len(f.Files), "file,", lines, "payments,", total)
	// Output: 1 file, 3 payments, £140,000.50
}
