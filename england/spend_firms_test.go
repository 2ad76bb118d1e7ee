package england_test

import (
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/nhs"
)

// firms are spellings of independent suppliers of commissioning support.
var firms = map[string]nhs.OrgID{
	"CAPITA": "capita", "CAPITA PLC": "capita", "Capita Business Services Ltd": "capita", "CAPITA BUSINESS SERVICES LIMITED": "capita", "CAPITA BUSINESS SERVICE LTD": "capita", "CAPITA BUSINESS SERVICES LTD (CL1 ONLY)": "capita", "CAPITA CONSULTING LTD": "capita",
	"CAPITA MANAGED IT SOLUTIONS LTD": "capita", "CAPITA RESOURCING LTD": "capita", "VEREDUS T/A CAPITA RESOURCING LTD": "capita", "CAPITA PROPERTY AND INFRASTRUCTURE LTD": "capita", "Capita Secure Information Solution": "capita",
	"KPMG": "kpmg", "KPMG LLP": "kpmg", "Kpmg Llp": "kpmg", "KPMG UK LTD": "kpmg", "KPMG LLP (UK)": "kpmg", "KPMG LLP 10045": "kpmg",
	"PWC": "pwc", "PWC LLP": "pwc", "PwC Services Ltd": "pwc", "PRICEWATERHOUSECOOPERS LLP": "pwc", "PricewaterhouseCoopers": "pwc", "PRICEWATERHOUSE COOPERS": "pwc", "PRICE WATERHOUSE COOPERS LLP": "pwc", "PRICEWATERHOUSE COPERS LLP": "pwc", "PricewaterhouseCoopers Advisory Services Ltd": "pwc",
	"OPTUM": "optum-health-solutions", "OPTUM HEALTH SOLUTIONS (UK) LTD": "optum-health-solutions", "OPTUM HEALTH SOLUTIONS UK LIMITED": "optum-health-solutions", "OPTUM HEALTH SOLUTION (UK) LTD": "optum-health-solutions", "OPTUM LTD": "optum-health-solutions",
	"MCKINSEY & COMPANY": "mckinsey", "MCKINSEY AND CO INC UK": "mckinsey", "ERNST AND YOUNG LLP": "ernst-young", "ERNST & YOUNG": "ernst-young", "ATOS IT SERVICES UK LTD": "atos", "ATOS I T SERVICES UK LTD": "atos", "ATOS ORIGIN IT SERVICES UK LTD": "atos",
	"IBM UNITED KINGDOM LTD": "ibm", "IBM UK LTD": "ibm", "NHS SHARED BUSINESS SERVICES LTD": "nhs-sbs", "NHS SBS": "nhs-sbs", "THE PHOENIX PARTNERSHIP (LEEDS) LTD": "tpp", "The Phoenix Partnership(Leed) Ltd": "tpp", "TRIBAL CONSULTING LTD": "tribal", "NAVIGANT CONSULTING EUROPE LTD": "navigant",
	"EMBED HEALTH CONSORTIUM": "mbed", "UNITEDHEALTH GROUP": "unitedhealth", "HUMANA EUROPE LTD": "humana", "BUPA": "bupa",
}

// otherFirms have names that begin alike and are no suppliers of commissioning support,
// or none that can be told by the name.
var otherFirms = []string{
	"CAPITAL HOSPITALS LTD", "CAPITAL STAFFING SERVICES LTD", "CAPITAL CONSULTING LTD", "GE CAPITAL EQUIPMENT FINANCE LTD", "NHS SUPPLY CHAIN CAPITAL", "PER CAPITA SURGERY", "KPM SERVICES LTD", "KP MG GROUP", "PWC ELECTRICAL", "PW COOPER LTD", "PRICE & WATERHOUSE SOLICITORS", "WATERHOUSE COOPER",
	"OPTUM UK PHARMACY", "OPTUMRX", "OPTIMUM HEALTH SOLUTIONS LTD", "BUPA CARE HOMES", "BUPA INSURANCE LTD", "AXA INSURANCE UK PLC", "AXMINSTER SURGERY", "TRIBAL EDUCATION LIMITED", "HUMAN SERVICES LTD", "IBMS", "ATOSA UK LTD", "PHOENIX SOFTWARE LTD", "PHOENIX HEALTHCARE DISTRIBUTION LTD", "PHOENIX PARTNERSHIP",
	"THE PRACTICE GROUP LTD", "YOUNG & CO SERVICES", "BDO LONG TERM CARE", "SHARED BUSINESS SERVICES", "NHS BUSINESS SERVICES AUTHORITY", "DELOITTE LLP", "GRANT THORNTON UK LLP", "MCKINLEY HOUSE", "UNITED HEALTHCARE SURGERY", "UNITED UTILITIES PLC", "ENGINE SERVICES LTD", "FOSTER CARE LTD", "DR FOSTER & PARTNERS",
}

func TestFirms(t *testing.T) {
	a := spendAttributor(t)
	on := nhs.MustParseDate("2018-06-01")
	found := 0
	for text, want := range firms {
		switch m := a.Supplier(text, on); {
		case m.Org == want && m.Kind == spend.KindFramework:
			found++
		case m.Found():
			t.Errorf("false match: %q is %s%v by %s, want %s", text, m.Org, m.Candidates, m.Evidence, want)
		default:
			t.Errorf("missed: %q, want %s", text, want)
		}
	}
	for _, text := range otherFirms {
		if m := a.Supplier(text, on); m.Found() {
			t.Errorf("false match: %q is %s%v by %s", text, m.Org, m.Candidates, m.Evidence)
		}
	}
	t.Logf("%d of %d spellings of firms are found, and none of %d others", found, len(firms), len(otherFirms))
}

// TestFirmByNumber holds that a firm is found by its number in the register of
// companies, whatever its name, and that a name decides before a number.
func TestFirmByNumber(t *testing.T) {
	const head = "Entity,Date,Supplier,Company Registration Number,Amount\n"
	for _, c := range []struct {
		name, rows string
		lines      int
	}{
		{"by number", "NHS Hull CCG,30/04/2020,A NAME WITHOUT MEANING,OC301540,100.00\n", 1},
		{"in small letters and spaces", "NHS Hull CCG,30/04/2020,A NAME WITHOUT MEANING,oc 301540,100.00\n", 1},
		{"number of nobody", "NHS Hull CCG,30/04/2020,A NAME WITHOUT MEANING,OC301541,100.00\n", 0},
		{"no number", "NHS Hull CCG,30/04/2020,A NAME WITHOUT MEANING,,100.00\n", 0},
		{"two numbers", "NHS Hull CCG,30/04/2020,A NAME WITHOUT MEANING,OC301540,100.00\nNHS Hull CCG,30/04/2020,A NAME WITHOUT MEANING,00445790,100.00\n", 0},
		{"by name", "NHS Hull CCG,30/04/2020,KPMG LLP,00445790,100.00\n", 1},
	} {
		l := spend.NewLedger()
		if _, err := l.Read(strings.NewReader(head+c.rows), spend.Options{}); err != nil {
			t.Fatal(err)
		}
		sum := spend.NewLedger()
		if err := sum.Add(l); err != nil {
			t.Fatal(err)
		}
		for _, l := range []*spend.Ledger{l, sum} {
			paid, err := l.Attribute(spendAttributor(t))
			if err != nil || paid.IndependentLines != c.lines || paid.CSULines != 0 {
				t.Errorf("%s: %d lines to firms, %d to units, %v, want %d", c.name, paid.IndependentLines, paid.CSULines, err, c.lines)
			}
		}
	}
}
