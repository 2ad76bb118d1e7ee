package pages

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/chart"
	"github.com/opencommissioning/commissioning/example/web"
)

// spendView is the page of spend files: a form and what is in a file.
type spendView struct {
	IsExample bool
	Wrong     []formError
	Read      *filePage
}

// A filePage is the part of a file that a page shows.
type filePage struct {
	*api.SpendAnswer
	Kinds        []accountRow
	Reasons      []reasonRow
	Entities     []spend.Group
	MoreEntities int
	Units        []api.UnitSpend
	MoreUnits    int
	Doubts       []spend.Group
	MoreDoubts   int
	Months       []spend.Group
	MoreMonths   int
	Found        []api.LineFinding
	MoreFound    int
	Chart        template.HTML
}

// An accountRow counts the lines of one kind.
type accountRow struct {
	Kind  string
	Means string
	spend.RowCount
}

// A reasonRow is how often there was something to say of a row.
type reasonRow struct {
	Reason spend.Reason
	Rows   int
}

// The most that a page shows of a file; the rest is in the JSON.
const (
	maxEntities    = 40
	maxUnits       = 60
	maxFoundShown  = 30
	maxMonthsShown = 60
)

func (v spendView) page(status int) page {
	p := page{
		Template: "spend", Status: status, Shows: noData, Data: v, Title: "Read a spend file",
		Lead: "Groups published every payment over £25,000. Send one of the files, as CSV or Excel, to see who was paid, what went to commissioning support units with the evidence, and how every line was used. The file is read as it arrives and not stored.",
		CSV:  "/v1/spend/template",
	}
	switch {
	case v.IsExample:
		p.Shows, p.CSV = madeUp, "/v1/examples/spend"
	case v.Read != nil || v.Wrong != nil:
		p.Shows = sentIn
	}
	return p
}

// spendPage is the form, or the small example file and what is in it.
func (d *data) spendPage(r *web.Request) (page, error) {
	if !r.Query.Has("example") {
		return spendView{}.page(http.StatusOK), nil
	}
	answer, err := d.ReadPayments(r.Context(), api.ExamplePayments(), "spend-example.csv")
	if err != nil {
		return page{}, err
	}
	return spendView{IsExample: true, Read: newFilePage(answer)}.page(http.StatusOK), nil
}

// readSpendPage shows what is in the file of the form.
func (d *data) readSpendPage(r *web.Request) (page, error) {
	answer, err := d.ReadPayments(r.Context(), r.Body, r.FileName())
	if err != nil {
		return wrongFile(err)
	}
	return spendView{Read: newFilePage(answer)}.page(http.StatusOK), nil
}

// cleanSpend answers with the payments of the file of the form as a clean file,
// with suppliers masked that look like people.
func (d *data) cleanSpend(r *web.Request) (page, error) {
	// A browser reads the answer only once it has sent the file, so what is clean is
	// held until then, packed.
	var clean packed
	w := spend.NewWriter(&clean)
	reader, err := spend.NewReaderContext(r.Context(), r.Body, spend.Options{Name: r.FileName(), Formats: workbook.Formats(workbook.Limits{})})
	if err != nil {
		return unclean(err)
	}
	for row, err := range reader.Rows() {
		if err != nil {
			return unclean(err)
		}
		if row.Kind != spend.Payment {
			continue
		}
		if err := w.Write(row.Copy()); err != nil {
			return page{}, err
		}
	}
	if err := errors.Join(w.Flush(), clean.close()); err != nil {
		return page{}, err
	}
	answer := web.Attachment("clean-spend.csv", "text/csv; charset=utf-8", nil)
	answer.Length, answer.Stream = clean.length, clean.unpack
	return page{File: &answer}, nil
}

// unclean is [wrongFile] for a file that no clean one can be made of. Nothing is
// summed, so what cannot be read is malformed.
func unclean(err error) (page, error) {
	p := api.Unreadable(err)
	if p.Status == http.StatusUnprocessableEntity {
		p = web.NewProblem(http.StatusBadRequest, "%v", err)
	}
	return wrongFile(p)
}

// wrongFile is the form again with what is wrong with the file, unless that is
// for the page of problems.
func wrongFile(err error) (page, error) {
	p, ok := errors.AsType[*web.Problem](err)
	if !ok || p.Status == http.StatusRequestEntityTooLarge {
		return page{}, err
	}
	return spendView{Wrong: []formError{{"file", "The file could not be read: " + p.Detail + "."}}}.page(p.Status), nil
}

// A packed file is held compressed.
type packed struct {
	buffer bytes.Buffer
	flate  *flate.Writer
	length int
}

// maxPackedBytes bounds what is held of a clean file. Files of payments take a tenth
// of their size.
const maxPackedBytes = 16 << 20

func (p *packed) Write(b []byte) (n int, err error) {
	if p.flate == nil {
		if p.flate, err = flate.NewWriter(&p.buffer, flate.BestSpeed); err != nil {
			return 0, err
		}
	}
	if p.buffer.Len() > maxPackedBytes {
		return 0, web.NewProblem(http.StatusRequestEntityTooLarge, "the clean file is too large to make here: use the command line")
	}
	n, err = p.flate.Write(b)
	p.length += n
	return n, err
}

func (p *packed) close() error {
	if p.flate == nil {
		return nil
	}
	return p.flate.Close()
}

func (p *packed) unpack(w io.Writer) error {
	if p.flate == nil {
		return nil
	}
	_, err := io.Copy(w, flate.NewReader(&p.buffer))
	return err
}

// newFilePage cuts an answer to what a page shows.
func newFilePage(a *api.SpendAnswer) *filePage {
	v := &filePage{SpendAnswer: a}
	for _, k := range []struct {
		kind  spend.Kind
		means string
	}{
		{spend.Payment, "counted"},
		{spend.Header, "column headings"},
		{spend.Blank, "no text"},
		{spend.Note, "titles and remarks"},
		{spend.Total, "totals of other rows, not counted again"},
		{spend.SetApart, "a figure that is very likely not an amount; not counted"},
		{spend.Rejected, "a payment without a readable amount"},
	} {
		v.Kinds = append(v.Kinds, accountRow{k.kind.String(), k.means, a.Accounting.Of(k.kind)})
	}
	if a.Accounting.Unread.Lines > 0 {
		v.Kinds = append(v.Kinds, accountRow{"unread", "not read", a.Accounting.Unread})
	}
	for _, reason := range slices.Sorted(maps.Keys(a.File.Reasons)) {
		v.Reasons = append(v.Reasons, reasonRow{reason, a.File.Reasons[reason]})
	}
	v.Entities, v.MoreEntities = cut(a.ByEntity, maxEntities)
	v.MoreEntities += a.MoreEntities
	v.Units, v.MoreUnits = cut(a.CSU.BySupplier, maxUnits)
	v.MoreUnits += a.CSU.MoreSuppliers
	v.Doubts, v.MoreDoubts = cut(a.CSU.Doubtful, maxUnits)
	v.MoreDoubts += a.CSU.MoreDoubtful
	v.Months, v.MoreMonths = cut(a.ByMonth, maxMonthsShown)
	v.Found, _ = cut(a.Findings, maxFoundShown)
	v.MoreFound = a.Counts.Error + a.Counts.Warning + a.Counts.Info - len(v.Found)
	bars := chart.Bars{ID: "months-chart", Title: "Payments by month, in pounds", Desc: fmt.Sprintf("%s in total. The table has the same figures.", a.Total)}
	for _, m := range v.Months {
		if m.Month != 0 && len(bars.Rows) < maxBars {
			bars.Rows = append(bars.Rows, chart.Bar{Name: m.Month.String(), Value: pounds(m.Amount), Label: m.Amount.Short()})
		}
	}
	v.Chart = bars.SVG()
	return v
}

// cut returns at most so many, and how many more there are.
func cut[T any](all []T, most int) (some []T, more int) {
	n := min(len(all), most)
	return all[:n], len(all) - n
}

// RuleTitle is for the pages.
func (v *filePage) RuleTitle(f api.LineFinding) string { return v.Counts.Rules[f.Rule] }

// unitNames says who a unit is, or may be.
func unitNames(u api.UnitSpend) string {
	switch {
	case u.Name != "":
		return shortUnit(u.Name)
	case u.Unit != "":
		return string(u.Unit)
	}
	var names []string
	for _, c := range u.Candidates {
		names = append(names, string(c))
	}
	return "one of " + strings.Join(names, ", ")
}
