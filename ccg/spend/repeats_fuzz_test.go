package spend_test

import (
	"testing"
	"testing/fstest"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// FuzzReadFiles reads two files of any text as a folder: what counts is in the ledger
// and in the account, and what is left out can be counted.
func FuzzReadFiles(f *testing.F) {
	f.Add(usual+"E,30/04/2015,S,A,ALPHA LTD,A0,30000.00\n", usual+"E,30/04/2015,S,A,ALPHA LTD,A0,30000.00\n")
	f.Add("Entity,Date,Supplier,Debit,Credit\nE,1/4/15,A,1,\n", "Total,1\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		files := fstest.MapFS{"a.csv": {Data: []byte(a)}, "b revised.csv": {Data: []byte(b)}}
		paths := []string{"a.csv", "b revised.csv"}
		got, err := spend.ReadFiles(t.Context(), files, paths, spend.FolderOptions{})
		if err != nil {
			return
		}
		lines, sum := got.Ledger.Total()
		if !got.Accounting.Balanced() || lines != got.Accounting.Payments.Rows || !sum.Equal(got.Accounting.Sum) {
			t.Fatalf("%d payments of %v in the ledger, account %+v", lines, sum, got.Accounting)
		}
		all, err := spend.ReadFiles(t.Context(), files, paths, spend.FolderOptions{CountAll: true})
		if err != nil {
			t.Fatal(err)
		}
		if lines, _ := all.Ledger.Total(); lines < got.Accounting.Payments.Rows || lines != all.Accounting.Payments.Rows {
			t.Fatalf("%d payments counting all, %d otherwise", lines, got.Accounting.Payments.Rows)
		}
	})
}
