package spend

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// TestAmbiguousBody holds that a text which fits several bodies alike goes to none of
// them, and not to the last.
func TestAmbiguousBody(t *testing.T) {
	org := func(id, name string) lineage.Organisation {
		return lineage.Organisation{ID: nhs.OrgID(id), Name: name, Opened: nhs.MustParsePartialDate("2013-04-01")}
	}
	a := NewAttributor(nil, lineage.NewHistory([]lineage.Organisation{
		org("01A", "NHS Alpha Beta CCG"), org("01B", "NHS Ample Brick CCG"), org("01C", "NHS Marlow CCG"), org("01D", "NHS Barlow CCG"),
		org("01E", "NHS Same CCG"), org("01F", "NHS Same CCG"), org("01G", "NHS Long Winding (Road) CCG"), org("QAA", "NHS Same Integrated Care Board"),
	}, nil, nhs.MustParseDate("2025-01-01")), nil)
	on := nhs.MustParseDate("2020-04-01")
	for text, want := range map[string]Match{
		"NHS AB CCG":           {}, // initials of two
		"NHS Tarlow CCG":       {}, // a letter from two
		"Tarlow":               {},
		"NHS Marlowe CCG":      {Org: "01C", Evidence: Misspelling},
		"Marlowe":              {}, // nothing says that it is a body
		"Marlowe ICB":          {Org: "01C", Evidence: Misspelling},
		"COMMISSIONING Marlwo": {Org: "01C", Evidence: Misspelling},
		"NHS Same CCG":         {Candidates: []nhs.OrgID{"01E", "01F"}, Evidence: SameName},
		"NHS Same ICB":         {Org: "QAA", Evidence: SameName},
		"Same Integrated Care": {},
		"NHS Long Winding CCG": {Org: "01G", Evidence: SameName},
		"NHS Winding Long CCG": {Org: "01G", Evidence: SameWords},
		"01A 01B":              {},
		"01A":                  {Org: "01A", Evidence: CodeInText},
		"01A NHS Marlow CCG":   {Org: "01A", Evidence: CodeInText},
		"NHS Same CCG 01F":     {Org: "01F", Evidence: SameName},
		strings.Repeat("x ", 31) + "NHS Marlow CCG": {},
	} {
		got := a.Body(text, on)
		if diff := cmp.Diff(want, Match{Org: got.Org, Candidates: got.Candidates, Evidence: got.Evidence}); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	if m := a.Body("NHS Same CCG", nhs.Date{}); len(m.Candidates) != 2 || m.Confidence != lineage.High {
		t.Errorf("without a date: %+v", m)
	}
}

// TestUnglue holds how words without the space between them are divided.
func TestUnglue(t *testing.T) {
	v := vocabulary{"NORTH": true, "AND": true, "EAST": true, "EASTLONDON": true, "LONDON": true, "ENGLAND": true, "CSU": true}
	for text, want := range map[string]string{
		"NORTHAND EAST": "NORTH AND EAST", "NORTHANDEASTLONDON": "NORTH AND EASTLONDON", "NORTHOFENGLANDCSU": "NORTH OF ENGLAND CSU", "NORTH": "NORTH", "NORTHX": "NORTHX", "XNORTHAND": "XNORTHAND", "OFOF": "OFOF", "CSUAND X NORTHEAST": "CSU AND X NORTH EAST",
		strings.Repeat("NORTH", 12): strings.TrimSpace(strings.Repeat("NORTH ", 12)), strings.Repeat("NORTH", 13): strings.Repeat("NORTH", 13),
	} {
		if got := strings.Join(v.unglue(strings.Fields(text)), " "); got != want {
			t.Errorf("unglue(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestPayeeWords holds which words of a text are the supplier's.
func TestPayeeWords(t *testing.T) {
	for text, want := range map[string]string{
		"A B TOTAL C D": "C D", "TOTAL C D": "TOTAL C D", "C D TOTAL": "C D TOTAL", "A TOTAL B TOTAL C": "C", "NEL CSU ON BEHALF OF X": "NEL CSU", "ON BEHALF OF X": "ON BEHALF OF X", "X ON TOP": "X ON TOP", "X BEHALF Y Z": "X BEHALF Y Z", "X Y ON BEHALF": "X Y",
		"NEL CSU NEL CSU": "NEL CSU", "A A": "A", "A": "A", "A B A": "A B A", "A B C D": "A B C D",
	} {
		if got := strings.Join(payee(strings.Fields(text)), " "); got != want {
			t.Errorf("payee(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestFitWord holds how far a word may be from another.
func TestFitWord(t *testing.T) {
	v := vocabulary{"WEST": true, "EAST": true, "BEST": true, "NORTH": true}
	for _, c := range []struct {
		w, u string
		want fit
	}{
		{"NORTH", "NORTH", fit{same, 0}}, {"NTH", "NORTH", fit{abbreviated, 0}}, {"NORTHERN", "NORTH", fit{abbreviated, 0}}, {"BEST", "WEST", fit{}}, {"WST", "WEST", fit{misspelt, 1}}, {"EST", "WEST", fit{}}, {"WT", "WEST", fit{}},
		{"NORT", "NORTH", fit{misspelt, 1}}, {"XORTH", "NORTH", fit{misspelt, 1}}, {"NRT", "NORTH", fit{}}, {"MEDWY", "MEDWAY", fit{misspelt, 1}}, {"MDWY", "MEDWAY", fit{}}, {"MIDLNDS", "MIDLANDS", fit{misspelt, 1}}, {"MIDLND", "MIDLANDS", fit{misspelt, 2}}, {"IDLAND", "MIDLANDS", fit{}}, {"XIDLANDS", "MIDLANDS", fit{misspelt, 1}},
		{"GM", "GEM", fit{}}, {"KENTT", "KENT", fit{misspelt, 1}}, {"XENT", "KENT", fit{}},
	} {
		if got := v.fitWord(c.w, c.u); got != c.want {
			t.Errorf("fitWord(%q, %q) = %+v, want %+v", c.w, c.u, got, c.want)
		}
	}
}

// TestNameWords holds the one spelling of the words of names.
func TestNameWords(t *testing.T) {
	for text, want := range map[string]string{
		"Alpha Beta Lt": "ALPHA BETA LTD", "Alpha Lt": "ALPHA LT", "Alpha Beta Lim": "ALPHA BETA LTD", "Alpha Beta Li": "ALPHA BETA LI", "Alpha Lim Beta": "ALPHA LIM BETA", "Limited": "LTD", "Lt Alpha Beta": "LT ALPHA BETA", "Kent CSS": "KENT CSU", "CSS": "CSS", "CSS Kent": "CSS KENT",
		"Kent Commissioning Support Group": "KENT CSU", "Kent Commissioning Support Unitt": "KENT CSU", "Kent Commissioning Support U": "KENT CSU", "Kent Commissioning Support Serv": "KENT CSU", "Kent Commissioning Support House": "KENT CSU HOUSE", "Kent Commissioning House": "KENT COMMISSIONING HOUSE",
		"CSU31900001": "CSU 31900001", "AB123": "AB123", "ABC123": "ABC 123", "ABC12X": "ABC12X", "ABC0": "ABC0", "ABCDE0": "ABCDE 0", "ABCDE9": "ABCDE 9", "N E L CSU": "NEL CSU", "NELCSU": "NEL CSU", "XCSU": "X CSU", "CSUs": "CSU", "Kent Comm Supp": "KENT CSU", "Kent Comm Sup": "KENT CSU", "Kent Comm Su": "KENT COMM SU",
	} {
		if got := strings.Join(nameWords(text), " "); got != want {
			t.Errorf("nameWords(%q) = %q, want %q", text, got, want)
		}
	}
	for w, want := range map[string]bool{"0AR": true, "9ZZ": true, "0A1": false, "A0A": false, "0AAA": false, "00A": false, "0A": false, "0AA": true, "/AA": false, ":AA": false} {
		if isCode(w) != want {
			t.Errorf("isCode(%q) = %v", w, !want)
		}
	}
}
