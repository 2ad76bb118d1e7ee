package datapackage

import (
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The payments seen are the sums of the lines, each kind apart, and no line is of a month
// whose file is missing.
func TestEnglandPaymentLines(t *testing.T) {
	type key struct{ ccg, supplier, kind string }
	sums, count := make(map[key]*big.Rat), make(map[[2]string]string)
	lines := make(map[[2]string]int)
	months := make(map[string]map[string]bool)
	for _, l := range records(t, "ccg_payment_lines.csv") {
		amount, ok := new(big.Rat).SetString(l["amount_gbp"])
		if !ok {
			t.Fatalf("%s %s: %q is no amount", l["ods_code"], l["month"], l["amount_gbp"])
		}
		k := key{l["ods_code"], l["supplier"], l["kind"]}
		if sums[k] == nil {
			sums[k] = new(big.Rat)
		}
		sums[k].Add(sums[k], amount)
		lines[[2]string{k.ccg, k.supplier}]++
		if months[k.ccg] == nil {
			months[k.ccg] = make(map[string]bool)
		}
		months[k.ccg][l["month"]] = true
	}
	total := new(big.Rat)
	for _, p := range records(t, "ccg_payments_seen.csv") {
		pair := [2]string{p["ods_code"], p["supplier"]}
		count[pair] = p["lines"]
		for kind, column := range map[string]string{"expense": "amount_gbp", "prior-year": "prior_year_creditor_gbp", "pass-through": "pass_through_gbp"} {
			sum := pounds(sums[key{pair[0], pair[1], kind}])
			if sum != p[column] {
				t.Errorf("%s: %s of %s is %s, the lines sum to %s", column, pair[0], pair[1], p[column], sum)
			}
			if kind == "expense" && pair[1] == "nel" {
				amount, _ := new(big.Rat).SetString(p[column])
				total.Add(total, amount)
			}
		}
		for m := range months[pair[0]] {
			if missing(p["months_missing"])[m] {
				t.Errorf("%s: a line of %s, whose file is missing", pair[0], m)
			}
		}
		if 12-len(missing(p["months_missing"])) != atoi(t, p["months_read"]) {
			t.Errorf("%s: %s months read without %s", pair[0], p["months_read"], p["months_missing"])
		}
	}
	for pair, n := range lines {
		if atoi(t, count[pair]) != n {
			t.Errorf("%s of %s: %s lines, expected %d", pair[0], pair[1], count[pair], n)
		}
	}
	if d := cmp.Diff("52268738.28", total.FloatString(2)); d != "" {
		t.Errorf("paid to NEL (-want +got):\n%s", d)
	}
}

func pounds(r *big.Rat) string {
	if r == nil {
		return "0.00"
	}
	return r.FloatString(2)
}

// missing returns the months of a cell.
func missing(cell string) map[string]bool {
	set := make(map[string]bool)
	for m := range strings.SplitSeq(cell, ";") {
		if m != "" {
			set[m] = true
		}
	}
	return set
}
