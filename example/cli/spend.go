package cli

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/internal/format"
	"github.com/opencommissioning/commissioning/nhs"
)

var spendCommand = command{
	name:  "spend",
	args:  "DIR|FILE...",
	about: "Add up published files of payments over £25,000, and the part paid to support units",
	more: `
Files are CSV, .xlsx, .xls, .ods or tables of a web page, in any layout; the content tells,
not the name. A folder is read with everything below it, and so is a ZIP archive or
a gzip file. The file - is standard input. Every line is accounted for, and names that look like
people are masked.

CSV output has one row for each payer, supplier and year matched to a unit.

The exit status is 1 if rows were rejected or some files could not be read, and 2
if none could.`,
	run: runSpend,
}

// A spent is the result of reading files.
type spent struct {
	Files      []spentFile     `json:"files"`
	Accounting spend.RowCounts `json:"accounting"`
	Total      nhs.Money       `json:"total"`
	CSULines   int             `json:"csu_lines"`
	CSUTotal   nhs.Money       `json:"csu_total"`
	ToCSUs     []spentOn       `json:"to_csus"`
	Doubtful   []spend.Group   `json:"doubtful"` // says CSU and fits no unit; not in csu_total
}

type spentFile struct {
	File     string       `json:"file"`
	Format   spend.Format `json:"format,omitempty"`
	Payments int          `json:"payments"`
	Rejected int          `json:"rejected"`
	Error    string       `json:"error,omitempty"`
}

// A spentOn is what one body paid to one unit in a year.
type spentOn struct {
	Unit     nhs.OrgID         `json:"unit"`
	Supplier string            `json:"supplier"`
	Evidence spend.Evidence    `json:"evidence"`
	Entity   string            `json:"entity"`
	CCG      nhs.OrgID         `json:"ccg,omitempty"`
	Year     nhs.FinancialYear `json:"year,omitzero"`
	Lines    int               `json:"lines"`
	Amount   nhs.Money         `json:"amount"`
}

// The most bytes of a workbook or an archive, and of what an archive unpacks to. The
// files of the command line are the user's own, so the limits are there for what is
// damaged.
const (
	maxOwnBook     = 256 << 20
	maxOwnUnpacked = 8 << 30
)

func ownFormats() []spend.Opener { return workbook.Formats(workbook.Large()) }

func runSpend(in *invocation) error {
	if len(in.args) == 0 {
		return usagef("no file; want folders or files, or - for standard input")
	}
	ledger := spend.NewLedger()
	result := spent{Files: []spentFile{}, ToCSUs: []spentOn{}}
	for _, name := range in.args {
		if err := in.readSpend(name, ledger, &result); err != nil {
			return err
		}
	}
	unread := 0
	for _, f := range result.Files {
		if f.Error != "" {
			unread++
		}
	}
	if unread == len(result.Files) {
		if unread == 0 {
			return fmt.Errorf("there is no file in %s", in.args[0])
		}
		return fmt.Errorf("no file could be read: %s", result.Files[0].Error)
	}
	in.found = unread > 0 || result.Accounting.Rejected.Rows > 0
	if err := result.attribute(ledger); err != nil {
		return err
	}
	switch in.format {
	case formatJSON:
		return in.json(result)
	case formatCSV:
		rows := [][]string{{"unit", "supplier", "evidence", "entity", "ccg", "year", "lines", "amount"}}
		for _, p := range result.ToCSUs {
			rows = append(rows, []string{string(p.Unit), p.Supplier, string(p.Evidence), p.Entity, string(p.CCG), year(p.Year), strconv.Itoa(p.Lines), amount(p.Amount)})
		}
		return in.csv(rows)
	}
	in.writeSpent(&result)
	return nil
}

// readSpend reads a file, or every file of a folder, into the ledger.
func (in *invocation) readSpend(name string, ledger *spend.Ledger, result *spent) error {
	if name != stdinName {
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		if info.IsDir() {
			return in.readFolder(name, ledger, result)
		}
	}
	f, err := in.open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	one := spend.NewLedger()
	read, err := one.ReadContext(in, f, spend.Options{Name: path.Base(name), Formats: ownFormats(), MaxBook: maxOwnBook, MaxUnpacked: maxOwnUnpacked})
	result.add(name, read, err)
	return ledger.Add(one)
}

func (in *invocation) readFolder(dir string, ledger *spend.Ledger, result *spent) error {
	folder, err := spend.ReadFolder(in, os.DirFS(dir), spend.FolderOptions{Formats: ownFormats(), MaxBook: maxOwnBook, MaxUnpacked: maxOwnUnpacked})
	if err != nil {
		return err
	}
	for _, f := range folder.Files {
		result.add(path.Join(dir, f.Path), f.File, f.Err)
	}
	return ledger.Add(folder.Ledger)
}

func (s *spent) add(name string, f spend.File, err error) {
	file := spentFile{File: name, Format: f.Format, Payments: f.Accounting.Payments.Rows, Rejected: f.Accounting.Rejected.Rows}
	s.Accounting.Add(f.Accounting)
	if err == nil && len(f.Members) > 0 {
		for _, m := range f.Members {
			s.Files = append(s.Files, spentFile{File: path.Join(name, m.Name), Format: m.Format, Payments: m.Accounting.Payments.Rows, Rejected: m.Accounting.Rejected.Rows, Error: m.Error})
		}
		return
	}
	if err != nil {
		file.Error = err.Error()
	}
	s.Files = append(s.Files, file)
}

// attribute finds the payments to units.
func (s *spent) attribute(ledger *spend.Ledger) error {
	market, err := england.Market()
	if err != nil {
		return err
	}
	aliases, err := england.SupplierAliases()
	if err != nil {
		return err
	}
	index := commissioning.NewIndex(market)
	paid, err := ledger.Attribute(spend.NewAttributor(aliases, index.CCGHistory(), index.CSUHistory()))
	if err != nil {
		return err
	}
	s.Total, s.CSULines, s.CSUTotal, s.Doubtful = paid.Total, paid.CSULines, paid.CSUTotal, paid.Doubtful
	for _, m := range paid.Matched {
		if m.Unit.Kind == spend.KindCSU {
			s.ToCSUs = append(s.ToCSUs, spentOn{m.Unit.Org, spend.Mask(m.Supplier), m.Unit.Evidence, spend.Mask(m.Entity), m.CCG.Org, m.Year, m.Lines, m.Amount})
		}
	}
	return nil
}

func year(y nhs.FinancialYear) string {
	if y.IsZero() {
		return ""
	}
	return y.String()
}

func (in *invocation) writeSpent(s *spent) {
	a := &s.Accounting
	in.printf("%s in %s of %s\n", s.Total, format.Count(a.Payments.Rows, "payment", "payments"), format.Count(len(s.Files), "file", "files"))
	in.printf("to commissioning support units: %s in %s\n", s.CSUTotal, format.Count(s.CSULines, "payment", "payments"))
	units := map[nhs.OrgID]nhs.Money{}
	var order []nhs.OrgID
	for _, p := range s.ToCSUs {
		if _, ok := units[p.Unit]; !ok {
			order = append(order, p.Unit)
		}
		units[p.Unit] = units[p.Unit].Add(p.Amount)
	}
	slices.SortFunc(order, func(a, b nhs.OrgID) int { return cmp.Or(units[b].Compare(units[a]), a.Compare(b)) })
	var rows [][]string
	for _, id := range order {
		name := string(id)
		if name == "" {
			name = "one of several units"
		}
		rows = append(rows, []string{name, units[id].String()})
	}
	in.table(rows)
	if len(s.Doubtful) > 0 {
		in.printf("names that mention a CSU but match no unit, not counted above: %d\n", len(s.Doubtful))
	}
	in.printf("%s: payments %d, headings %d, blank %d, notes %d, totals %d, set apart %d, rejected %d, unread %d\n", format.Count(a.Lines, "line", "lines"),
		a.Payments.Lines, a.Headers.Lines, a.Blanks.Lines, a.Notes.Lines, a.Totals.Lines, a.SetApart.Lines, a.Rejected.Lines, a.Unread.Lines)
	for _, f := range s.Files {
		switch {
		case f.Error != "":
			in.printf("could not read %s: %s\n", f.File, f.Error)
		case f.Rejected > 0:
			in.printf("rejected in %s: %s\n", f.File, format.Count(f.Rejected, "row", "rows"))
		}
	}
}
