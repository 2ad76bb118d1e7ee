package pages

import (
	"testing"

	"github.com/opencommissioning/commissioning/nhs"
)

func TestLongDate(t *testing.T) {
	for text, want := range map[string]string{
		"2013-04-01": "1 April 2013", "2013-04": "April 2013", "2013": "2013",
		"2014-10/2015-01": "October 2014 to January 2015", "../2015-01": "by January 2015", "2015-01/..": "from January 2015 on",
	} {
		if got := longDate(nhs.MustParsePartialDate(text)); got != want {
			t.Errorf("%s is written %q, want %q", text, got, want)
		}
	}
	if got := longDate(nhs.PartialDate{}); got != "not known" {
		t.Errorf("no date is written %q", got)
	}
}
