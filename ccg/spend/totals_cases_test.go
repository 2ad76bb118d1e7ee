package spend_test

import (
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

const usual = "Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount\n"

func TestWhatIsATotal(t *testing.T) {
	const rows = "E,30/04/2015,Services,Acute,ALPHA LTD,A0,30000.00\nE,30/04/2015,Services,Acute,BETA LTD,A1,31000.00\n"
	const more = "E,29/05/2015,Services,Acute,GAMMA LTD,A2,45000.00\n"
	unclear, differs := []spend.Reason{spend.TotalUnclear}, []spend.Reason{spend.TotalDiffers}
	checkReadings(t, []reading{
		{"label in the first column", usual + rows + "Total,,,,,,61000.00\n", "61000.00", nil},
		{"label in each column with date and entity", usual + rows + "E,30/04/2015,,Sum,,,61000.00\n", "61000.00", nil},
		{"no label, entity and date filled", usual + rows + "E,30/04/2015,,,,,61000.00\n", "61000.00", nil},
		{"no label, nothing filled", usual + rows + ",,,,,,61000.00\n", "61000.00", nil},
		{"label of the supplier with a date", usual + rows + "E,30/04/2015,Services,Acute,BETA LTD Total,,61000.00\n", "61000.00", nil},
		{"label with the month", usual + rows + "Total for April 2015,,,,,,61000.00\n", "61000.00", nil},
		{"subtotals in subtotals", usual + rows + ",,,,April total,,61000.00\n" + more + ",,,,May total,,45000.00\n,,,,Quarter total,,106000.00\n" + more + ",,,,June total,,45000.00\n,,,,Year total,,151000.00\n", "151000.00", nil},
		{"total of the groups before the payments", usual + "Total,,,,,,61000.00\n" + rows, "61000.00", nil},
		{"brought together by group", usual + "E,30/04/2015,X,Y,ALPHA LTD,A0,100.00\n,,,,ALPHA LTD Total,,100.00\nE,30/04/2015,X,Y,BETA LTD,A1,200.00\n,,,,BETA LTD Total,,200.00\nGrand Total,,,,,,300.00\n", "300.00", nil},
		{"a printed total that differs", usual + rows + "Total,,,,,,99000.00\n", "61000.00", differs},
		{"a supplier that ends in total", usual + rows + "E,30/04/2015,Services,Acute,CARE TOTAL,A2,45000.00\n", "106000.00", nil},
		{"a supplier that ends in total, without numbers", "Entity,Date,Supplier,Amount\nE,30/04/2015,ALPHA LTD,10.00\nE,30/04/2015,CARE TOTAL,5.00\n", "15.00", nil},
		{"a supplier that begins with total", usual + rows + "E,30/04/2015,Services,Acute,TOTAL FITNESS LTD,A2,45000.00\n", "106000.00", nil},
		{"a supplier that begins with sum", usual + rows + "E,30/04/2015,Services,Acute,SUMMIT CARE,A2,45000.00\n", "106000.00", nil},
		{"a payment of the sum of the first two", usual + rows + "E,30/04/2015,Services,Acute,GAMMA LTD,A2,61000.00\n", "122000.00", nil},
		{"a payment of the sum of all above", usual + rows + more + "E,30/04/2015,Services,Acute,GAMMA LTD,A3,106000.00\n", "212000.00", unclear},
		{"two equal payments", usual + "E,30/04/2015,S,A,ALPHA LTD,A0,30000.00\nE,30/04/2015,S,A,BETA LTD,A1,30000.00\n", "60000.00", nil},
		{"a number of its own missing, sum of the others", usual + rows + more + "E,30/04/2015,Services,Acute,GAMMA LTD,,106000.00\n", "212000.00", unclear},
		{"the label of a total that equals nothing", usual + rows + "E,30/04/2015,Total,Acute,GAMMA LTD,,55000.00\n", "116000.00", unclear},
		{"a summary beneath the rows", usual + rows + ",,,,ALPHA LTD,,30000.00\n,,,,BETA LTD,,31000.00\n", "122000.00", unclear},
		{"credits", usual + rows + "E,30/04/2015,Services,Acute,BETA LTD,A2,-31000.00\nTotal,,,,,,30000.00\n", "30000.00", nil},
		{"sum in the column of numbers", usual + rows + ",,,,,Sum:,61000.00\n", "61000.00", nil},
		{"an average beneath the rows", usual + rows + ",,,,,Average,30500.00\n", "61000.00", nil},
		{"a count beneath the rows", usual + rows + "Number of payments,,,,,,2\n", "61000.00", nil},
		{"a payment without a number", usual + rows + more + "E,29/05/2015,Services,Acute,DELTA LTD,,45.00\n", "106045.00", nil},
		{"carried to the next page", usual + rows + "Page total,,,,,,61000.00\n" + usual + more + "Page total,,,,,,45000.00\nReport total,,,,,,106000.00\n", "106000.00", nil},
	})
}

func TestShiftedRows(t *testing.T) {
	const head = "Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount"
	row := func(supplier, rest string) string { return "DH,E,30/06/2016,X,Y," + supplier + "," + rest + "\n" }
	checkReadings(t, []reading{
		{"five digits", head + "\n" + row("A LTD", "12344,\"30,000.00\"") + row("B, LTD", "12345,\"30,000.00\"") + row("C", "12346,\"30,000.00\""), "60000.00", nil},
		{"three digits", head + "\n" + row("A LTD", "344,30.00") + row("B, LTD", "345,30.00") + row("C", "346,30.00"), "60.00", nil},
		{"whole pounds", head + "\n" + row("A LTD", "12344,30000") + row("B, LTD", "12345,30000") + row("C", "12346,30000"), "60000.00", nil},
		{"two commas", head + "\n" + row("A LTD", "12344,30.00") + row("B, C, LTD", "12345,30.00") + row("C", "12346,30.00"), "60.00", nil},
		{"description behind the amount", head + ",Description\n" + row("A LTD", "12344,30.00,rent") + row("B, LTD", "12345,30.00,rent") + row("C", "12346,30.00,rent"), "60.00", nil},
		{"empty column behind the amount", head + ",Description\n" + row("A LTD", "12344,30.00,") + row("B, LTD", "12345,30.00,") + row("C", "12346,30.00,"), "60.00", nil},
		{"the same width as the headings", head + ",Description\n" + row("A LTD", "12344,30.00,") + row("B, LTD", "12345,30.00") + row("C", "12346,30.00,"), "60.00", nil},
		{"numbers with letters are no amount", head + "\n" + row("A LTD", "T44,30.00") + row("B, LTD", "T45,30.00"), "30.00", nil},
		{"a comma in the entity", head + "\nDH,E,30/06/2016,X,Y,A,12344,30.00\nDH,E, North,30/06/2016,X,Y,B,12345,30.00\n", "30.00", nil},
		{"a comma in the amount", head + ",Description\n" + row("A LTD", "12344,30,000.00,rent") + row("C", "12346,30.00,rent"), "30.00", nil},
		{"a remark behind the row", head + "\n" + row("A LTD", "12344,30.00,see note") + row("C", "12346,30.00"), "60.00", nil},
	})
}

func TestTransactionNumbersAsAmounts(t *testing.T) {
	const head = "Entity,Date,Supplier,Amount\n"
	pay := func(amounts ...string) string {
		s := head
		for _, a := range amounts {
			s += "E,30/06/2016,A LTD,\"" + a + "\"\n"
		}
		return s
	}
	checkReadings(t, []reading{
		{"a run beside amounts with pence", pay("42,720.00", "35342061", "35342062", "35283194", "8,544.00"), "51264.00", nil},
		{"all of them", pay("35342061", "35342062", "35283194", "35342901", "35342999", "35343000"), "refused", nil},
		{"one that towers over the rest", pay("42,720.00", "35342061", "30,000.00", "8,544.00"), "81264.00", nil},
		{"a large payment", pay("42,720.00", "12,342,061.00", "30,000.00", "8,544.00"), "12423325.00", nil},
		{"a large round payment", pay("42,720.00", "12000000", "30,000.00", "8,544.00"), "12081264.00", nil},
		{"whole pounds throughout", pay("42720", "30011", "85443", "123456", "123499"), "405129.00", nil},
		{"whole pounds, some of millions", pay("42720", "1234567", "1240011", "123456", "85443", "99021"), "2825218.00", nil},
		{"numbers of their own", "Entity,Date,Supplier,Transaction Number,Amount\n" +
			"E,30/06/2016,A,35342061,100.50\nE,30/06/2016,A,35342062,101.50\nE,30/06/2016,A,35342063,102.50\nE,30/06/2016,A,35342064,103.50\nE,30/06/2016,A,35342065,104.50\nE,30/06/2016,A,35342066,35342090\n", "35342602.50", nil},
		{"no number, an amount like one", "Entity,Date,Supplier,Transaction Number,Amount\n" +
			"E,30/06/2016,A,35342061,100.50\nE,30/06/2016,A,35342062,101.50\nE,30/06/2016,A,35342063,102.50\nE,30/06/2016,A,35342064,103.50\nE,30/06/2016,A,35342065,104.50\nE,30/06/2016,A,,35342090\n", "512.50", nil},
		{"number and amount changed places", "Entity,Date,Supplier,Transaction Number,Amount\nE,30/06/2016,A,100.50,35342061\nE,30/06/2016,B,35342062,101.50\n", "101.50", nil},
	})
}
