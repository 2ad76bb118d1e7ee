package spend_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A reading is a small file with the total that must come out of it and the doubts
// that must be said.
type reading struct {
	name, text string
	total      string // or "refused"
	doubts     []spend.Reason
}

// readAll returns the total of a small file, or "refused", and what was said of it.
func readAll(t testing.TB, name, text string) (string, spend.File) {
	t.Helper()
	file, err := spend.NewLedger().Read(strings.NewReader(text), spend.Options{Name: name})
	if err != nil || file.Accounting.Payments.Rows == 0 {
		return "refused", file
	}
	if !file.Accounting.Balanced() {
		t.Errorf("the lines of all kinds do not sum to those of the file: %+v", file.Accounting)
	}
	return pounds(t, file.Accounting.Sum), file
}

func checkReadings(t *testing.T, list []reading) {
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			got, file := readAll(t, "", c.text)
			var doubts []spend.Reason
			for _, d := range file.Doubts {
				doubts = append(doubts, d.Reason)
			}
			if got != c.total {
				t.Errorf("total %s, want %s\n%+v", got, c.total, file)
			}
			if diff := cmp.Diff(c.doubts, doubts); diff != "" {
				t.Errorf("doubts (-want +got):\n%s%v", diff, file.Doubts)
			}
		})
	}
}

// figures returns a file with the usual columns and the given columns of figures, a
// row for each list.
func figures(headings string, rows ...string) string {
	var b strings.Builder
	b.WriteString("Entity,Date,Supplier,Transaction Number," + headings + "\n")
	for i, r := range rows {
		b.WriteString("NHS Example CCG,1" + string(rune('0'+i)) + "/04/2015,ALPHA LTD,A" + string(rune('0'+i)) + "," + r + "\n")
	}
	return b.String()
}

func TestWhichColumn(t *testing.T) {
	several := []spend.Reason{spend.AmountColumns}
	checkReadings(t, []reading{
		{"year to date first", figures("YTD Amount,Amount", "30.00,30.00", "70.00,40.00"), "70.00", nil},
		{"cumulative spend", figures("Spend,Cumulative Spend", "30.00,30.00", "40.00,70.00", "10.00,80.00"), "80.00", nil},
		{"paid to date", figures("Amount Paid,Paid to date", "30.00,90.00", "40.00,120.00"), "70.00", nil},
		{"only the year to date", figures("YTD Amount", "30.00", "70.00"), "100.00", []spend.Reason{spend.AmountCumulative}},
		{"a running sum by its figures", figures("Amount,Value", "30.00,30.00", "40.00,70.00", "10.00,80.00"), "80.00", nil},
		{"net, tax, gross", figures("Net Amount,VAT,Gross Amount", "10.00,2.00,12.00", "20.00,4.00,24.00"), "36.00", nil},
		{"amount, tax, total", figures("Amount,VAT,Total", "10.00,2.00,12.00", "20.00,4.00,24.00"), "36.00", nil},
		{"amount, amount of tax, total amount", figures("Amount,VAT Amount,Total Amount", "10.00,2.00,12.00", "20.00,0.00,20.00"), "32.00", nil},
		{"invoiced before paid", figures("Paid (£),Invoiced Amount", "10.00,12.00", "20.00,24.00"), "30.00", nil},
		{"budget", figures("Budget,Actual Spend", "100.00,12.00", "100.00,24.00"), "36.00", nil},
		{"threshold", figures("Amount,Threshold", "30000.00,25000.00", "40000.00,25000.00"), "70000.00", nil},
		{"order value", figures("PO Value,Amount", "100.00,12.00", "100.00,24.00"), "36.00", nil},
		{"unit price", figures("Unit Price,Quantity,Amount", "10.00,3,30.00", "5.00,2,10.00"), "40.00", nil},
		{"euro before pounds", figures("Amount (EUR),Amount (GBP)", "15.00,12.00", "30.00,24.00"), "36.00", nil},
		{"original currency", figures("Amount,Amount in Original Currency,Currency", "12.00,15.00,EUR", "24.00,24.00,GBP"), "24.00", nil},
		{"pounds beside the currency of the invoice", figures("Amount,Currency,Amount (£)", "15.00,EUR,12.00", "24.00,GBP,24.00"), "36.00", nil},
		{"line of a transaction", "Entity,Date,Supplier,Transaction Number,Amount,Line Amount\nE,10/04/2015,A,T1,30.00,10.00\nE,10/04/2015,A,T1,30.00,20.00\nE,10/04/2015,A,T2,5.00,5.00\n", "35.00", nil},
		{"two amounts", figures("Amount,Amount", "10.00,11.00", "20.00,22.00"), "33.00", several},
		{"two amounts that agree", figures("Amount,AP Amount", "10.00,10.00", "20.00,20.00"), "30.00", nil},
		{"amount and total", figures("Amount,Total", "10.00,30.00", "20.00,31.00"), "30.00", several},
		{"an amount that fills the gaps of another", figures("Amount April,Amount May", "10.00,", ",20.00"), "20.00", several},
		{"payment method", figures("Payment,Amount", "BACS,10.00", "CHAPS,20.00"), "30.00", nil},
		{"balance only", figures("Outstanding Balance", "10.00", "20.00"), "refused", nil},
	})
}

func TestDebitsAndCredits(t *testing.T) {
	mixed := []spend.Reason{spend.AmountSides}
	checkReadings(t, []reading{
		{"debit and credit", figures("Debit,Credit", "10.00,", ",4.00", "1.00,"), "7.00", nil},
		{"credit first", figures("Credit,Debit", ",10.00", "4.00,", ",1.00"), "7.00", nil},
		{"noughts instead of gaps", figures("Debit Amount,Credit Amount", "10.00,0.00", "0.00,4.00"), "6.00", nil},
		{"credits with a sign", figures("Dr,Cr", "10.00,", ",-4.00", "1.00,"), "7.00", nil},
		{"credits in brackets", figures("Debit (£),Credit (£)", "10.00,", ",(4.00)"), "6.00", nil},
		{"credits with both signs", figures("Debit,Credit", "10.00,", ",-4.00", ",1.00"), "13.00", mixed},
		{"both filled", figures("Debit,Credit", "10.00,1.00", ",4.00"), "5.00", mixed},
		{"a column that says which", figures("Amount,Dr/Cr", "10.00,DR", "4.00,CR", "1.00,"), "7.00", nil},
		{"the same with signs already", figures("Amount,Debit/Credit", "10.00,Debit", "-4.00,Credit"), "6.00", nil},
		{"thousands", figures("Debit £000,Credit £000", "10.5,", ",4"), "6500.00", nil},
		{"unreadable credit", figures("Debit,Credit", "10.00,", ",see note", "5.00,"), "15.00", nil},
	})
}

func TestWhichUnit(t *testing.T) {
	unclear := []spend.Reason{spend.AmountUnit}
	under := func(title string) string { return title + "\n" + figures("Amount", "30.5", "45.5") }
	checkReadings(t, []reading{
		{"£000", figures("Amount £000", "30.5", "45.5"), "76000.00", nil},
		{"£'000s", figures("Amount (£'000s)", "30.5", "45.5"), "76000.00", nil},
		{"£k", figures("Amount £k", "30.5", "45.5"), "76000.00", nil},
		{"in thousands", figures("Amount in thousands", "30.5", "45.5"), "76000.00", nil},
		{"£ thousand", figures("Amount (£ thousand)", "30.5", "45.5"), "76000.00", nil},
		{"£m", figures("Spend £m", "30.5", "45.5"), "76000000.00", nil},
		{"£ million", figures("Amount (£ million)", "30.5", "45.5"), "76000000.00", nil},
		{"pence", figures("Amount in pence", "3050", "4550"), "76.00", nil},
		{"(p)", figures("Amount (p)", "3050", "4550"), "76.00", nil},
		{"part of a penny", figures("Amount (pence)", "0.5", "0.5", "1"), "0.02", nil},
		{"dollars", figures("Amount ($)", "30.5", "45.5"), "refused", nil},
		{"US dollars", figures("Amount USD", "30.5", "45.5"), "refused", nil},
		{"pounds", figures("Amount (£)", "30.5", "45.5"), "76.00", nil},
		{"over £25k", figures("Amount over £25k", "30.5", "45.5"), "76.00", nil},
		{"over £25,000", figures("\"Amount over £25,000\"", "30.5", "45.5"), "76.00", nil},
		{"unit in a second row", "Entity,Date,Supplier,Transaction Number,Amount\n,,,,£000\nE,10/04/2015,A,T1,30.5\n", "30500.00", nil},
		{"title in thousands", under("All figures in £000"), "76000.00", nil},
		{"title £'000", under("April 2015,£'000"), "76000.00", nil},
		{"title in words", under("Amounts in thousands of pounds"), "76000.00", nil},
		{"title in millions", under("Payments in April 2015 (£m)"), "76000000.00", nil},
		{"title in euro", under("All amounts in euro"), "refused", nil},
		{"title of the policy", under("Payments over £25k in April 2015"), "76.00", nil},
		{"title of the policy in full", under("Spend over £25,000"), "76.00", nil},
		{"title of a programme", under("Cost of the £2 million programme"), "76.00", nil},
		{"title and heading differ", "All figures in £m\n" + figures("Amount £000", "30.5", "45.5"), "76000.00", unclear},
		{"remark beneath", figures("Amount", "30.5", "45.5") + "All figures in £000\n", "76.00", unclear},
		{"currency column", figures("Amount,Currency", "30.5,GBP", "45.5,EUR", "1,£"), "31.50", nil},
		{"currency code column", figures("Curr,Amount", "GBP,30.5", "USD,45.5", ",2"), "32.50", nil},
		{"all in euro", figures("Amount,Currency", "30.5,EUR", "45.5,EUR"), "refused", nil},
	})
}

func TestHeadingsOverTwoRows(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // entity, supplier, number and date of each payment
	}{
		{"both rows read as headings", "Entity,Payment,Expense,Expense,Supplier,Transaction,Amount\nName,Date,Type,Area,Name,Number,(£)\nE CCG,30/04/2015,Services,Acute,ALPHA LTD,A1,30000.00\n", []string{"E CCG|ALPHA LTD|A1|2015-04-30"}},
		{"the second alone reads as headings", ",,Date of,Expense,,Transaction,\nDepartment,Entity,Payment,Type,Supplier,Number,Amount\nDoH,E CCG,30/04/2015,Services,ALPHA LTD,A1,30000.00\n", []string{"E CCG|ALPHA LTD|A1|2015-04-30"}},
		{"beneath a title", "Payments over £25k,,,,\n,,,Transaction,Amount\nEntity,Date,Supplier,Number,(£)\nE CCG,30/04/2015,ALPHA LTD,A1,30000.00\n", []string{"E CCG|ALPHA LTD|A1|2015-04-30"}},
		{"merged above", "Body,Payment,,,\nName,Date,Supplier,Reference,Amount\nE CCG,30/04/2015,ALPHA LTD,A1,30000.00\n", []string{"E CCG|ALPHA LTD|A1|2015-04-30"}},
		{"one row and a blank one", "Entity,Date,Supplier,Transaction Number,Amount\n,,,,\nE CCG,30/04/2015,ALPHA LTD,A1,30000.00\n", []string{"E CCG|ALPHA LTD|A1|2015-04-30"}},
		{"repeated on the next page", "Entity,Payment,Supplier,Transaction,Amount\nName,Date,Name,Number,(£)\nE CCG,30/04/2015,ALPHA LTD,A1,1.00\nEntity,Payment,Supplier,Transaction,Amount\nName,Date,Name,Number,(£)\nE CCG,29/04/2015,BETA LTD,A2,1.00\n", []string{"E CCG|ALPHA LTD|A1|2015-04-30", "E CCG|BETA LTD|A2|2015-04-29"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := spend.NewReader(strings.NewReader(c.text), spend.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for row, err := range r.Rows() {
				if err != nil {
					t.Fatal(err)
				}
				if row.Kind == spend.Payment || row.Kind == spend.Rejected {
					day, _ := row.Date()
					got = append(got, strings.Join([]string{row.Text(spend.Entity), row.Text(spend.Supplier), row.Text(spend.TransactionNumber), day.String()}, "|"))
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("payments (-want +got):\n%s\n%+v", diff, r.File())
			}
		})
	}
}
