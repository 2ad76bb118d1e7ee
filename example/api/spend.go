package api

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning/ccg"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/lineage"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// maxFindings is how many findings of a spend file are listed; all are counted.
const maxFindings = 200

// MaxGroups is how many bodies and suppliers of a spend file are listed, the
// largest first. No real file has as many.
const MaxGroups = 1000

// UploadLimits bound what is held of one file. No real file comes near them, and a file
// made to reach them is answered within 512 MiB of memory.
func UploadLimits() spend.Limits { return spend.Limits{MaxNames: 200_000, MaxSums: 800_000} }

// A SpendAnswer says who paid whom in one published file. Suppliers that look like
// people are masked.
type SpendAnswer struct {
	Name     string    `json:"name,omitempty"` // of the file, as given
	Lines    int       `json:"lines"`          // physical lines, or rows of a sheet
	Payments int       `json:"payments"`       // rows that are payments
	Total    nhs.Money `json:"total"`          // of the payments, net of credits
	CSU      CSUSpend  `json:"csu"`            // what went to commissioning support units

	// Independent is what went to independent suppliers of commissioning support: firms
	// on a framework agreement or list.
	Independent IndependentSpend `json:"independent"`

	ByEntity []spend.Group `json:"by_entity"` // who paid, the largest first
	// MoreEntities are how many bodies are not listed.
	MoreEntities int `json:"more_entities,omitempty"`

	// BodyInFileName is the body that the name of the file hints at, if its rows name none.
	BodyInFileName *spend.Match `json:"body_in_file_name,omitempty"`

	ByMonth []spend.Group `json:"by_month"` // the same by month

	// Years are the financial years of the payments, each with how much of it the file
	// seems to hold. The sums above are lower bounds of what was paid in a year unless it is
	// complete.
	Years []YearSeen `json:"years"`

	Accounting spend.RowCounts `json:"accounting"` // how every line was used
	File       spend.File      `json:"file"`       // how the file was read
	Findings   []LineFinding   `json:"findings"`   // the first 200
	Counts     FindingCounts   `json:"counts"`     // of all findings, listed or not

	line spend.Line // the one that is judged, here so that no line takes memory of its own
}

// A YearSeen is how much of the payments of a financial year a file seems to hold.
type YearSeen struct {
	Year         nhs.FinancialYear `json:"year"`         // 1 April to 31 March
	Completeness ccg.Completeness  `json:"completeness"` // by its months and doubts
}

// yearsSeen returns the financial years of the months, the earliest first.
func yearsSeen(l *spend.Ledger, months []spend.Group) []YearSeen {
	list := []YearSeen{}
	for _, g := range months {
		y := g.Month.FinancialYear()
		if y.IsZero() || slices.ContainsFunc(list, func(s YearSeen) bool { return s.Year == y }) {
			continue
		}
		list = append(list, YearSeen{y, l.Completeness(y)})
	}
	slices.SortFunc(list, func(a, b YearSeen) int { return a.Year.Compare(b.Year) })
	return list
}

// A CSUSpend is what went to commissioning support units.
type CSUSpend struct {
	Lines      int           `json:"lines"`       // payments
	Total      nhs.Money     `json:"total"`       // of them
	BySupplier []UnitSpend   `json:"by_supplier"` // each unit under each name
	Doubtful   []spend.Group `json:"doubtful"`    // mentions a CSU but matches no unit; not in the total

	// MoreSuppliers and MoreDoubtful are how many are not listed.
	MoreSuppliers int `json:"more_suppliers,omitempty"`
	MoreDoubtful  int `json:"more_doubtful,omitempty"` // groups that are not listed
}

// An IndependentSpend is what went to independent suppliers of commissioning support.
// It counts all that they were paid for, whatever it was.
type IndependentSpend struct {
	Lines      int         `json:"lines"`       // payments
	Total      nhs.Money   `json:"total"`       // of them
	BySupplier []UnitSpend `json:"by_supplier"` // each firm under each name

	// MoreSuppliers are how many are not listed.
	MoreSuppliers int `json:"more_suppliers,omitempty"`
}

// A UnitSpend is what went to one unit or firm under one name.
type UnitSpend struct {
	Unit       nhs.OrgID      `json:"unit,omitempty"`       // slug of the unit that the text names, even if it had merged by then
	Named      nhs.OrgID      `json:"named,omitempty"`      // the unit that the text names, if it had not begun; unit or candidates are then those it came from
	Candidates []nhs.OrgID    `json:"candidates,omitempty"` // if the name fits several units
	Now        []nhs.OrgID    `json:"now,omitempty"`        // who has its work now
	ODSCode    nhs.OrgID      `json:"ods_code,omitempty"`   // of the unit
	Name       string         `json:"name,omitempty"`       // of the unit
	Supplier   string         `json:"supplier"`             // as written in the file
	Evidence   spend.Evidence `json:"evidence"`             // why it is matched to the unit

	// Confidence is how sure the match is: high, medium or low.
	Confidence lineage.Confidence `json:"confidence,omitempty"`

	Lines  int       `json:"lines"`  // payments
	Amount nhs.Money `json:"amount"` // of them
}

// A LineFinding is a finding of a rule on one line of the file.
type LineFinding struct {
	Line int `json:"line"` // of the file, from 1
	rule.Finding
}

// FindingCounts says how many findings there were.
type FindingCounts struct {
	Error   int                `json:"error"`   // of that severity
	Warning int                `json:"warning"` // of that severity
	Info    int                `json:"info"`    // of that severity
	ByRule  map[rule.ID]int    `json:"by_rule"` // by the ID of the rule
	Rules   map[rule.ID]string `json:"rules"`   // their titles
}

// readSpend reads the body as it arrives and keeps only its sums.
func (d *Data) readSpend(r *web.Request) (any, error) {
	answer, err := d.ReadPayments(r.Context(), r.Body, r.FileName())
	if err != nil {
		return nil, err
	}
	return *answer, nil
}

// ReadPayments reads a file as it arrives and keeps only its sums. It stops once the
// context is done.
func (d *Data) ReadPayments(ctx context.Context, body io.Reader, name string) (*SpendAnswer, error) {
	answer := &SpendAnswer{Findings: []LineFinding{}, Counts: FindingCounts{ByRule: map[rule.ID]int{}, Rules: map[rule.ID]string{}}}
	ledger := spend.NewLimitedLedger(UploadLimits())
	file, err := ledger.ReadContext(ctx, body, spend.Options{Name: name, OnRow: answer.judge, Formats: workbook.Formats(workbook.Limits{})})
	if err != nil {
		return nil, Unreadable(err)
	}
	paid, err := ledger.Attribute(d.attributor)
	if err != nil {
		return nil, web.NewProblem(http.StatusUnprocessableEntity, "%v", err)
	}
	answer.Name, answer.File, answer.Accounting = file.Name, file, file.Accounting
	answer.Lines, answer.Payments, answer.Total = file.Accounting.Lines, file.Accounting.Payments.Rows, paid.Total
	answer.CSU = d.csuSpend(&paid)
	answer.Independent = IndependentSpend{Lines: paid.IndependentLines, Total: paid.IndependentTotal}
	answer.Independent.BySupplier, answer.Independent.MoreSuppliers = d.bySupplier(&paid, spend.KindFramework)
	if answer.ByEntity, err = ledger.GroupBy(spend.ByEntity); err != nil {
		return nil, err
	}
	answer.MoreEntities = max(0, len(answer.ByEntity)-MaxGroups)
	answer.ByEntity = answer.ByEntity[:len(answer.ByEntity)-answer.MoreEntities]
	answer.ByMonth, err = ledger.GroupBy(spend.ByMonth)
	slices.SortFunc(answer.ByMonth, func(a, b spend.Group) int { return cmp.Compare(a.Month, b.Month) })
	answer.Years = yearsSeen(ledger, answer.ByMonth)
	if len(answer.ByEntity) == 1 && answer.ByEntity[0].Entity == "" && len(answer.ByMonth) > 0 {
		if m := d.attributor.BodyInFileName(name, answer.ByMonth[0].Month.First()); m.Found() {
			answer.BodyInFileName = &m
		}
	}
	return answer, err
}

// judge checks one row against the rules for lines.
func (a *SpendAnswer) judge(row *spend.Row) {
	if row.Kind != spend.Payment && row.Kind != spend.Rejected && row.Kind != spend.SetApart {
		return
	}
	a.line = row.Copy()
	report := spend.LineRules().Check(&a.line, rule.Options{})
	a.Counts.Error += report.Counts.Error
	a.Counts.Warning += report.Counts.Warning
	a.Counts.Info += report.Counts.Info
	for _, f := range report.Findings {
		a.Counts.ByRule[f.Rule]++
		a.Counts.Rules[f.Rule] = report.Rules[f.Rule].Title
		if len(a.Findings) < maxFindings {
			a.Findings = append(a.Findings, LineFinding{row.Line, f})
		}
	}
}

func (d *Data) csuSpend(paid *spend.Attribution) CSUSpend {
	answer := CSUSpend{Lines: paid.CSULines, Total: paid.CSUTotal, Doubtful: paid.Doubtful}
	answer.BySupplier, answer.MoreSuppliers = d.bySupplier(paid, spend.KindCSU)
	if answer.Doubtful == nil {
		answer.Doubtful = []spend.Group{}
	}
	answer.MoreDoubtful = max(0, len(answer.Doubtful)-MaxGroups)
	answer.Doubtful = answer.Doubtful[:len(answer.Doubtful)-answer.MoreDoubtful]
	return answer
}

// bySupplier returns the sums of the suppliers of a kind, and how many are not listed.
func (d *Data) bySupplier(paid *spend.Attribution, kind spend.AliasKind) (list []UnitSpend, more int) {
	list = []UnitSpend{}
	type key struct {
		unit, named nhs.OrgID
		supplier    string
	}
	at := make(map[key]int)
	for i := range paid.Matched {
		m := &paid.Matched[i]
		if m.Unit.Kind != kind {
			continue
		}
		k := key{m.Unit.Org, m.Unit.Named, m.Supplier}
		j, ok := at[k]
		if !ok && len(list) == MaxGroups {
			more++
			continue
		}
		if !ok {
			j = len(list)
			at[k] = j
			u := UnitSpend{Unit: m.Unit.Org, Named: m.Unit.Named, Candidates: m.Unit.Candidates, Now: m.Unit.Current, Supplier: spend.Mask(m.Supplier), Evidence: m.Unit.Evidence, Confidence: m.Unit.Confidence}
			if known, ok := d.Index.CSU(m.Unit.Org); ok {
				u.ODSCode, u.Name = known.ODSCode, known.Name
			}
			list = append(list, u)
		}
		list[j].Lines += m.Lines
		list[j].Amount = list[j].Amount.Add(m.Amount)
	}
	return list, more
}

// Unreadable refuses a file that has no payments.
func Unreadable(err error) *web.Problem {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return web.NewProblem(http.StatusRequestEntityTooLarge, "%v", err)
	}
	if format, ok := errors.AsType[*spend.FormatError](err); ok {
		status := http.StatusUnsupportedMediaType
		if format.Format == spend.CSV {
			status = http.StatusUnprocessableEntity
		}
		return web.NewProblem(status, "%v", err)
	}
	if _, ok := errors.AsType[*spend.LimitError](err); ok {
		return web.NewProblem(http.StatusRequestEntityTooLarge, "%v", err)
	}
	return web.NewProblem(http.StatusUnprocessableEntity, "%v", err)
}

// SpendTypes are the content types of a spend file. Its content decides what it is.
func SpendTypes() []string {
	return []string{
		"text/csv", "application/octet-stream", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"application/vnd.ms-excel", "application/vnd.oasis.opendocument.spreadsheet", "text/html", "text/plain", "text/tab-separated-values",
		"application/zip", "application/gzip",
	}
}

// spendTemplate is an empty file with the headings of HM Treasury in their order.
func spendTemplate(*web.Request) (any, error) {
	var b strings.Builder
	w := spend.NewWriter(&b)
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return web.Attachment("spend-over-25000.csv", "text/csv; charset=utf-8", []byte(b.String())), nil
}

//go:embed samples/spend-example.csv
var exampleSpendText []byte

// ExamplePayments returns the small example file.
func ExamplePayments() io.Reader { return bytes.NewReader(exampleSpendText) }

// exampleSpendFile serves the small example file.
func exampleSpendFile(*web.Request) (any, error) {
	answer := web.Attachment("spend-example.csv", "text/csv; charset=utf-8", exampleSpendText)
	answer.Header["Note"] = "synthetic"
	return answer, nil
}
