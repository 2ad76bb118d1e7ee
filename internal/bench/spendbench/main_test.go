package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestContendersAgree holds the contenders to the same sums on a small file of
// every form of amount.
func TestContendersAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("Department Family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount,Description\n")
	for i := range 20_000 {
		pounds, pence := random.IntN(900_000)+100_000, random.IntN(100)
		amount := fmt.Sprintf("%d.%02d", pounds, pence)
		switch random.IntN(4) {
		case 0:
			amount = fmt.Sprintf(`"%d,%03d.%02d"`, pounds/1000, pounds%1000, pence)
		case 1:
			amount = "-" + amount
		case 2:
			amount = "(" + amount + ")"
		}
		fmt.Fprintf(&b, "Health,NHS Body %d CCG,%02d/%02d/2020,Rent,ESTATES,\"Supplier %d, Ltd\",%d,%s,\"two\nlines\"\n",
			random.IntN(9), random.IntN(28)+1, random.IntN(12)+1, random.IntN(90), 30_000_000+i, amount)
	}
	path := filepath.Join(t.TempDir(), "spend.csv")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := compare(&out, path, 1, run); err != nil {
		t.Fatal(err)
	}
	t.Log(out.String())
}
