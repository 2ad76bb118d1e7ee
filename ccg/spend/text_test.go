package spend

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// names end or begin in letters whose bytes are spaces or controls elsewhere.
var names = []string{"CASA DELLA CARITÀ", "Società", "Mr Š", "SEE NOTE †", "à la carte", "Š", "†", "à", "Škoda †", "ÅÅ", "ÂÂ", "NAÏVE Í", "Ċ", "Đà Nẵng", "ÃÀ", "Ÿ", "€", "œ"}

// windows1252Of encodes a text, if it can be.
func windows1252Of(s string) (string, bool) {
	var b []byte
next:
	for _, r := range s {
		if r < 0x80 || 0xa0 <= r && r <= 0xff {
			b = append(b, byte(r))
			continue
		}
		for i, w := range windows1252 {
			if w == r {
				b = append(b, byte(0x80+i))
				continue next
			}
		}
		return "", false
	}
	return string(b), true
}

func utf16Of(s string, high int) string {
	b := []byte{0xff, 0xfe}
	if high == 0 {
		b = []byte{0xfe, 0xff}
	}
	for _, u := range utf16.Encode([]rune(s)) {
		pair := [2]byte{}
		pair[high], pair[1-high] = byte(u>>8), byte(u)
		b = append(b, pair[:]...)
	}
	return string(b)
}

// TestNames wants every name as it stands in the file, in every encoding, with and
// without spaces around it and in quotation marks.
func TestNames(t *testing.T) {
	for _, name := range names {
		narrow, ok := windows1252Of(name)
		files := map[string]string{}
		for wrap, around := range map[string]string{"bare": "%s", "spaces": " %s  ", "no-break spaces": "\u00a0%s\u00a0", "quotes": `"%s"`} {
			file := "Entity,Date,Supplier,Amount\nE,30/04/2015," + around + ",5.00\n"
			if wrap != "no-break spaces" {
				files["UTF-8, "+wrap] = fmt.Sprintf(file, name)
				files["UTF-8 at the end, "+wrap] = fmt.Sprintf("Entity,Date,Amount,Supplier\nE,30/04/2015,5.00,"+around+"\n", name)
			}
			files["UTF-16, little end first, "+wrap] = utf16Of(fmt.Sprintf(file, name), 1)
			files["UTF-16, big end first, "+wrap] = utf16Of(fmt.Sprintf(file, name), 0)
			if ok && wrap != "no-break spaces" {
				files["Windows-1252, "+wrap] = fmt.Sprintf(file, narrow)
			}
		}
		files["UTF-8, no-break spaces"] = "Entity,Date,Supplier,Amount\nE,30/04/2015,\u00a0" + name + "\u00a0\u200b,5.00\n"
		for kind, file := range files {
			l := NewLedger()
			if _, err := l.Read(strings.NewReader(file), Options{}); err != nil {
				t.Errorf("%s, %q: %v", kind, name, err)
				continue
			}
			groups, err := l.GroupByUnmasked(BySupplier)
			if err != nil || len(groups) != 1 || groups[0].Supplier != name {
				t.Errorf("%s: got %+v, %v, want %q", kind, groups, err, name)
			}
		}
	}
}

// TestTrimWindows1252 wants a no-break space of Windows-1252 gone.
func TestTrimWindows1252(t *testing.T) {
	for text, want := range map[string]string{"\xa0A\xa0": "A", "\xc9\xa0\xa0": "\xc9", "\xa0": "", "30,000.00\xa0": "30,000.00", "\u2009A\u202f": "A", "\ufeffA\u200e": "A", "\xe0": "\xe0"} {
		if got := string(trim([]byte(text))); got != want {
			t.Errorf("trim(%q) = %q, want %q", text, got, want)
		}
	}
}
