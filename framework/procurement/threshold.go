package procurement

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
)

// A ThresholdClass says which threshold applies to an authority's services.
type ThresholdClass string

const (
	// SubCentral authorities have the higher threshold: a CCG or a board throughout.
	SubCentral ThresholdClass = "sub-central"
	// Central authorities have the lower threshold: an NHS trust throughout, NHS England
	// and foundation trusts from 16 August 2021.
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
	// Confidence is low where no source of the figure was read.
	Confidence lineage.Confidence `json:"confidence"`
}

// The sources of the thresholds. Those before 2010 were recalled: no source of them was
// read.
const (
	from2004Directive = "Directive 2004/18/EC, article 7, as recalled; https://www.legislation.gov.uk/uksi/2006/5/regulation/8"
	from2010OGC       = "Office of Government Commerce, EU procurement thresholds, 2010, https://webarchive.nationalarchives.gov.uk/20100519153408/http://www.ogc.gov.uk/procurement_policy_and_application_of_eu_rules_eu_procurement_thresholds_.asp"
	from2013Lexology  = "Lexology, new procurement thresholds from 1 January 2014 (old and new), December 2013, https://www.lexology.com/library/detail.aspx?g=1fef21da-92d6-4ed9-806a-e1ee6045560a"
	from2013Section75 = "Lexology, the revised s.75 regulations explained, 2013, https://www.lexology.com/library/detail.aspx?g=840f43b1-d8b2-48a1-9856-764c387e8641"
	fromCollins       = "Anthony Collins, new year, new public procurement thresholds, 2016, https://www.anthonycollins.com/newsroom/ebriefings/new-year-new-public-procurement-thresholds-1/"
	fromPelican       = "Pelican Procurement, new thresholds from January 2018, https://pelicanprocurement.co.uk/resources/new-eu-procurement-thresholds-for-public-procurement-from-january-2018/"
	fromInet          = "procurementinet.org, thresholds 2020, 20 December 2019, https://www.procurementinet.org/u-k-new-eu-procurement-thresholds/"
	from2021Order     = "SI 2021/1221, https://www.legislation.gov.uk/uksi/2021/1221"
	from2023Order     = "SI 2023/1117, regulation 2, https://www.legislation.gov.uk/uksi/2023/1117"
	from2025Order     = "SI 2025/163, regulation 3, https://www.legislation.gov.uk/uksi/2025/163"
	from2026Order     = "SI 2025/1200, regulation 2, https://www.legislation.gov.uk/uksi/2025/1200; Procurement Act 2023, Schedule 1"
)

// thresholds has every day from 31 January 2006.
var thresholds = [...]Threshold{
	recalled(row("2006-01-31/2007-12-31", FullRegime, SubCentral, "144371", nhs.WithoutVAT, "recalled: no source was read", from2004Directive)),
	recalled(row("2006-01-31/2007-12-31", FullRegime, Central, "93738", nhs.WithoutVAT, "recalled: no source was read", from2004Directive)),
	recalled(row("2008-01-01/2009-12-31", FullRegime, SubCentral, "139893", nhs.WithoutVAT, "recalled: no source was read", from2004Directive)),
	recalled(row("2008-01-01/2009-12-31", FullRegime, Central, "90319", nhs.WithoutVAT, "recalled: no source was read", from2004Directive)),
	row("2010-01-01/2011-12-31", FullRegime, SubCentral, "156442", nhs.WithoutVAT, "", from2010OGC),
	row("2010-01-01/2011-12-31", FullRegime, Central, "101323", nhs.WithoutVAT, "", from2010OGC),
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
	row("2020-01-01/2021-12-31", FullRegime, SubCentral, "189330", nhs.WithoutVAT, "", from2021Order, fromInet),
	row("2020-01-01/2021-12-31", FullRegime, Central, "122976", nhs.WithoutVAT, "", from2021Order, fromInet),
	row("2020-01-01/2021-12-31", LightTouch, "", "663540", nhs.WithoutVAT, "", fromInet),
	row("2022-01-01/2023-12-31", FullRegime, SubCentral, "213477", nhs.WithVAT, "estimate the value with VAT", from2021Order),
	row("2022-01-01/2023-12-31", FullRegime, Central, "138760", nhs.WithVAT, "estimate the value with VAT", from2021Order),
	row("2022-01-01/2023-12-31", LightTouch, "", "663540", nhs.WithVAT, "the figure did not change, but VAT is now inside it", from2021Order),
	row("2024-01-01/2025-02-23", FullRegime, SubCentral, "214904", nhs.WithVAT, "", from2023Order),
	row("2024-01-01/2025-02-23", FullRegime, Central, "139688", nhs.WithVAT, "", from2023Order),
	row("2024-01-01/2025-02-23", LightTouch, "", "663540", nhs.WithVAT, "", from2023Order),
	row("2025-02-24/2025-12-31", FullRegime, SubCentral, "214904", nhs.WithVAT, "Procurement Act", from2025Order),
	row("2025-02-24/2025-12-31", FullRegime, Central, "139688", nhs.WithVAT, "Procurement Act", from2025Order),
	row("2025-02-24/2025-12-31", LightTouch, "", "663540", nhs.WithVAT, "Procurement Act", from2025Order),
	row("2026-01-01/..", FullRegime, SubCentral, "207720", nhs.WithVAT, "Procurement Act", from2026Order),
	row("2026-01-01/..", FullRegime, Central, "135018", nhs.WithVAT, "Procurement Act", from2026Order),
	row("2026-01-01/..", LightTouch, "", "663540", nhs.WithVAT, "Procurement Act", from2026Order),
}

func row(days string, regime Regime, class ThresholdClass, pounds string, vat nhs.VATBasis, note string, sources ...string) Threshold {
	return Threshold{nhs.MustParsePeriod(days), regime, class, nhs.MustParseMoney(pounds), vat, note, strings.Join(sources, "; "), lineage.High}
}

func recalled(t Threshold) Threshold {
	t.Confidence = lineage.Low
	return t
}

// Thresholds returns every known threshold by date, for services from 31 January 2006.
func Thresholds() []Threshold { return slices.Clone(thresholds[:]) }

// ThresholdOn returns the threshold of the regime for the class of authority on the day,
// and whether one is known. None is carried over to another year. Part B services had one
// line for every class, the sub-central figure: it decides whether the few rules about
// them apply (regulation 8(4)(d) of 2006).
func ThresholdOn(regime Regime, class ThresholdClass, on nhs.Date) (Threshold, bool) {
	if regime == PartB {
		t, ok := ThresholdOn(FullRegime, SubCentral, on)
		t.Regime, t.Class = PartB, ""
		return t, ok
	}
	for i := range thresholds {
		if t := &thresholds[i]; t.Regime == regime && (t.Class == "" || t.Class == class) && t.Days.Contains(on) {
			return *t, true
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
