package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestCheckAnAgreement starts from an example, spoils it and follows a finding to
// its rule.
func TestCheckAnAgreement(t *testing.T) {
	journey(t, "/agreements", func(h hand) {
		h.follow(`main a[href="/agreements?example=secret-five-years"]`)
		h.sees("main", "Findings", "Synthetic", "What it costs", "What the public may see")
		h.expected = "/agreements"
		h.fill("#document", strings.Replace(h.value("#document"), `"id"`, `"identity"`, 1))
		h.press(`main form[method="post"] button`)
		h.sees("main .wrong", "There is a problem", "identity")
		h.expected = ""
		h.visit(h.t, "/agreements?example=secret-five-years")
		h.press(`main form[method="post"] button`)
		h.sees("main", "Findings", "SLA-09")
		h.audits()
		h.follow(`.finding a[href^="/rules/SLA-"]`)
		h.sees("main", "Authority")
	})
}

// TestDecide takes a worked decision, changes weights, and reads the paper.
func TestDecide(t *testing.T) {
	journey(t, "/decide", func(h hand) {
		h.follow(`main a[href="/decide?example=contract-management"]`)
		h.sees(`section[aria-labelledby="ranking"]`, "Place", "Points")
		h.sees(`section[aria-labelledby="paper"]`, "Paper for the board")
		h.press(`main form button[value="document"]`)
		h.sees(`section[aria-labelledby="ranking"]`, "Place", "Points")
		h.visit(h.t, "/decide?example=contract-management")
		h.press(`main form button[value="table"]`) // as it stands, it says the same
		h.sees(`section[aria-labelledby="ranking"]`, "Place", "Points")
		h.fill("#weight-0", "90")
		h.press(`main form button[value="table"]`)
		h.sees("main", "make them sum to 100% exactly")
		h.audits()
	})
}

// payments is a small file as groups published them, of a group that never was.
const payments = `Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount
Department of Health,NHS Example CCG,30/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,1,"125,000.50"
Department of Health,NHS Example CCG,30/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,2,"(25,000.00)"
Department of Health,NHS Example CCG,29/05/2015,Services from a trust,ACUTE,EXAMPLE NHS TRUST,3,"300,000.00"
,,,,,,Total,"400,000.50"
`

// TestReadAFile uploads a file of payments.
func TestReadAFile(t *testing.T) {
	journey(t, "/spend", func(h hand) {
		file := filepath.Join(h.t.TempDir(), "payments.csv")
		if err := os.WriteFile(file, []byte(payments), 0o600); err != nil {
			h.t.Fatal(err)
		}
		if h.keyboard {
			h.reach("#file") // the window in which a file is chosen is the browser's
		}
		h.do(h.t, chromedp.SetUploadFiles("#file", []string{file}))
		h.press(`main form button:not([formaction])`)
		h.sees(`section[aria-labelledby="sums"]`, "£400,000.50", "£100,000.50 in 2 payments")
		h.sees(`section[aria-labelledby="units"]`, "North of England CSU", "£100,000.50")
		h.sees(`section[aria-labelledby="lines"]`, "All 5 lines")
		h.audits()
	})
}

// TestWhatIf runs a scenario on what is known and on the completed market.
func TestWhatIf(t *testing.T) {
	journey(t, "/what-if", func(h hand) {
		h.choose("#scenario", "The last four")
		h.press("form.fields button")
		h.sees("main .provenance", "What if")
		h.sees(`section[aria-labelledby="changes"]`, "What the events do")
		if strings.Contains(h.text(h.t, "main"), "Synthetic:") {
			h.t.Error("real data is marked as synthetic")
		}
		h.choose("#data", "synthetic")
		h.press("form.fields button")
		h.sees("main .provenance", "Synthetic")
		h.sees("main", "Synthetic:")
	})
}
