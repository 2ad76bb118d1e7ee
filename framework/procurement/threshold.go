package procurement

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A ThresholdClass says which threshold applies to an authority's services.
type ThresholdClass string

const (
	// SubCentral authorities have the higher threshold: a CCG throughout.
	SubCentral ThresholdClass = "sub-central"
	// Central authorities have the lower threshold: NHS England from 16 August 2021.
	Central ThresholdClass = "central"
)

var thresholdClasses = [...]ThresholdClass{SubCentral, Central}

// A Threshold is the value from which services must be procured under the full rules of
// a regime. The amount is in pounds.
type Threshold struct {
	// Days are the days on which it was in force.
	Days nhs.Period `json:"days"`
	// Regime is the regime whose threshold it is.
	Regime Regime `json:"regime"`
	// Class is the class of authority; "" means every class.
	Class ThresholdClass `json:"class,omitempty"`
	// Amount is the threshold. A value equal to it has reached it.
	Amount nhs.Money `json:"amount"`
	// VAT says whether values are compared with it with or without the tax.
	VAT nhs.VATBasis `json:"vat"`
	// Note is a remark on the figure.
	Note string `json:"note,omitempty"`
	// Source is the title and address of each source.
	Source string `json:"source"`
}

// The sources of the thresholds.
const (
	from2013Lexology  = "Lexology, new procurement thresholds from 1 January 2014 (old and new), December 2013, https://www.lexology.com/library/detail.aspx?g=1fef21da-92d6-4ed9-806a-e1ee6045560a"
	from2013Section75 = "Lexology, the revised s.75 regulations explained, 2013, https://www.lexology.com/library/detail.aspx?g=840f43b1-d8b2-48a1-9856-764c387e8641"
	fromCollins       = "Anthony Collins, new year, new public procurement thresholds, 2016, https://www.anthonycollins.com/newsroom/ebriefings/new-year-new-public-procurement-thresholds-1/"
	fromPelican       = "Pelican Procurement, new thresholds from January 2018, https://pelicanprocurement.co.uk/resources/new-eu-procurement-thresholds-for-public-procurement-from-january-2018/"
	fromBurges        = "Burges Salmon, thresholds for NHS trusts and foundation trusts, 2022, https://blog.burges-salmon.com/post/102i3j5/procurement-rules-updated-to-align-value-thresholds-for-nhs-trusts-and-foundation"
	fromInet          = "procurementinet.org, thresholds 2020, 20 December 2019, https://www.procurementinet.org/u-k-new-eu-procurement-thresholds/"
	fromMills         = "Mills & Reeve, procurement threshold levels, 1 January 2022, https://mills-reeve.com/insights/blogs/construction/december-2021/procurement-thresholds-levels-1-january-2022"
	from2021Lexology  = "Lexology, UK thresholds from 1 January 2022, November 2021, https://www.lexology.com/library/detail.aspx?g=1a623e10-ac0e-4ace-824d-122867b28aa7"
)

var thresholds = [...]Threshold{
	row("2012-01-01/2013-12-31", FullRegime, SubCentral, "173934", nhs.WithoutVAT, "Part A services; for Part B it only says from when an award is announced", from2013Lexology, from2013Section75),
	row("2012-01-01/2013-12-31", FullRegime, Central, "113057", nhs.WithoutVAT, "Part A services", from2013Lexology),
	row("2014-01-01/2015-12-31", FullRegime, SubCentral, "172514", nhs.WithoutVAT, "", fromCollins, from2013Lexology),
	row("2014-01-01/2015-12-31", FullRegime, Central, "111676", nhs.WithoutVAT, "", fromCollins, from2013Lexology),
	row("2015-02-26/2015-12-31", LightTouch, "", "625050", nhs.WithoutVAT, "not yet for clinical services of CCGs and NHS England", fromCollins),
	row("2016-01-01/2017-12-31", FullRegime, SubCentral, "164176", nhs.WithoutVAT, "", fromCollins, fromPelican),
	row("2016-01-01/2017-12-31", FullRegime, Central, "106047", nhs.WithoutVAT, "", fromCollins, fromPelican),
	row("2016-01-01/2017-12-31", LightTouch, "", "589148", nhs.WithoutVAT, "", fromCollins, fromPelican),
	row("2018-01-01/2019-12-31", FullRegime, SubCentral, "181302", nhs.WithoutVAT, "", fromPelican),
	row("2018-01-01/2019-12-31", FullRegime, Central, "118133", nhs.WithoutVAT, "", fromPelican),
	row("2018-01-01/2019-12-31", LightTouch, "", "615278", nhs.WithoutVAT, "", fromPelican),
	row("2020-01-01/2021-12-31", FullRegime, SubCentral, "189330", nhs.WithoutVAT, "", fromBurges, fromInet, fromMills),
	row("2020-01-01/2021-12-31", FullRegime, Central, "122976", nhs.WithoutVAT, "", fromBurges, fromMills),
	row("2020-01-01/2021-12-31", LightTouch, "", "663540", nhs.WithoutVAT, "", fromInet),
	row("2022-01-01/2023-12-31", FullRegime, SubCentral, "213477", nhs.WithVAT, "estimate the value with VAT", fromMills),
	row("2022-01-01/2023-12-31", FullRegime, Central, "138760", nhs.WithVAT, "estimate the value with VAT", fromMills),
	row("2022-01-01/2023-12-31", LightTouch, "", "663540", nhs.WithVAT, "the figure did not change, but VAT is now inside it", fromMills, from2021Lexology),
}

func row(days string, regime Regime, class ThresholdClass, pounds string, vat nhs.VATBasis, note string, sources ...string) Threshold {
	return Threshold{nhs.MustParsePeriod(days), regime, class, nhs.MustParseMoney(pounds), vat, note, strings.Join(sources, "; ")}
}

// Thresholds returns every known threshold by date, for services from 2012 to 2023.
func Thresholds() []Threshold { return slices.Clone(thresholds[:]) }

// ThresholdOn returns the threshold of the regime for the class of authority on the day,
// and whether one is known. None is carried over to another year.
func ThresholdOn(regime Regime, class ThresholdClass, on nhs.Date) (Threshold, bool) {
	for _, t := range thresholds {
		if t.Regime == regime && (t.Class == "" || t.Class == class) && t.Days.Contains(on) {
			return t, true
		}
	}
	return Threshold{}, false
}

// Reached returns whether a value has reached the threshold. A value on another VAT
// basis, or on an unknown one, is decided only where the tax of up to 20% cannot change
// the answer.
func (t *Threshold) Reached(value nhs.Money, vat nhs.VATBasis) nhs.Tristate {
	least, most := value, value
	if t.VAT == nhs.WithVAT && vat != nhs.WithVAT {
		most = value.Add(value.MulPercent(vatPercent))
	}
	if t.VAT == nhs.WithoutVAT && vat != nhs.WithoutVAT {
		// a/1.2 ≥ t exactly when a ≥ 1.2 t
		if value.Compare(t.Amount.Add(t.Amount.MulPercent(vatPercent))) >= 0 {
			return nhs.Yes
		}
		least = nhs.Money{}
	}
	switch {
	case least.Compare(t.Amount) >= 0:
		return nhs.Yes
	case most.Compare(t.Amount) < 0:
		return nhs.No
	}
	return nhs.Unknown
}
