package england

import (
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/nhs"
)

// Figures returns the published figures of the market as a whole, or of samples of
// it. They are the rows of figures.csv, then the national allowances ([Allowances])
// under the topic running-cost-allowance, and the staff of all support units under
// csu-staff.
//
// The income and counts of CSUs are in the register of [CSUs] instead; the places and
// the estimate of a framework agreement are in [Frameworks]. An error means that the
// embedded tables are damaged.
func Figures() ([]commissioning.Figure, error) {
	figures, err := readFigures()
	if err != nil {
		return nil, err
	}
	allowances, err := Allowances()
	if err != nil {
		return nil, err
	}
	for _, a := range allowances {
		figures = append(figures, a.figures()...)
	}
	staff, err := readSectorStaff()
	return append(figures, staff...), err
}

func readFigures() ([]commissioning.Figure, error) {
	var figures []commissioning.Figure
	t := openTable("figures.csv")
	for t.next() {
		figures = append(figures, commissioning.Figure{
			ID:         t.text("id"),
			Topic:      t.text("topic"),
			Label:      t.text("label"),
			On:         t.partial("on"),
			Year:       parsed(t, "financial_year", nhs.ParseFinancialYear),
			Org:        t.id("org"),
			Basis:      commissioning.FigureBasis(t.text("basis")),
			Bound:      commissioning.FigureBound(t.text("bound")),
			Amount:     known(t, "amount_gbp", nhs.ParseMoney),
			PerHead:    known(t, "per_head_gbp", nhs.ParseRate),
			Share:      known(t, "share_percent", nhs.ParsePercent),
			Count:      known(t, "count", parseCount),
			Unit:       t.text("unit"),
			Precision:  known(t, "precision_gbp", nhs.ParseMoney),
			Sources:    t.list("source"),
			Confidence: t.confidence(),
			Note:       t.text("note"),
		})
	}
	return figures, t.err
}

// figures returns the allowance per head and in total, as far as known.
func (a Allowance) figures() []commissioning.Figure {
	basis := "set"
	if a.Status == "reported" || a.Status == "computed" {
		basis = "report"
	}
	of := commissioning.Figure{
		Topic: "running-cost-allowance", Year: a.Year, Basis: commissioning.FigureBasis(basis), Bound: "exact",
		Sources: a.Sources, Confidence: a.Confidence, Note: a.Note,
	}
	stem := "allowance-" + strings.ReplaceAll(a.Year.String(), "/", "-")
	var figures []commissioning.Figure
	if a.PerHead != nil {
		rate := of
		rate.ID, rate.PerHead = stem+"-per-head", a.PerHead
		rate.Label = "National running-cost allowance per head (" + a.Status + ")"
		figures = append(figures, rate)
	}
	if a.Total != nil {
		total := of
		total.ID, total.Amount, total.Precision = stem+"-total", a.Total, a.Precision
		total.Label = "National running-cost allowance (" + a.Status + ")"
		figures = append(figures, total)
	}
	return figures
}

// readSectorStaff returns the numbers of staff of all units together; those of
// single units are in the register.
func readSectorStaff() ([]commissioning.Figure, error) {
	var figures []commissioning.Figure
	t := openTable("csu_staff.csv")
	for t.next() {
		if t.text("csus") != "" {
			continue
		}
		f := commissioning.Figure{
			ID:    "csu-staff-" + t.text("statement"),
			Topic: "csu-staff", Label: "Staff of all commissioning support units",
			On: t.partial("date"), Basis: "report", Bound: commissioning.FigureBound(t.text("basis")),
			Count: known(t, "at_least", parseCount), Unit: "staff",
			Sources: t.list("source"), Confidence: t.confidence(), Note: t.text("note"),
		}
		if most := known(t, "at_most", parseCount); most != nil {
			low, high := f, f
			low.ID, low.Bound = f.ID+"-low", "at-least"
			high.ID, high.Bound, high.Count = f.ID+"-high", "at-most", most
			figures = append(figures, low, high)
			continue
		}
		figures = append(figures, f)
	}
	return figures, t.err
}
