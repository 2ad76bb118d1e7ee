package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
	"github.com/opencommissioning/commissioning/england"
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

Copies, earlier versions, pivot tables and the like count once: the result names what
was left out. A doubt says that a total may be wrong. The result has totals by file,
month, payer and supplier; the text shows the largest, JSON and CSV have all.

With -o the payments are written as one clean table too.

CSV output has one row for each payer, supplier and year matched to a unit (table
unit), and rows for the other tables: file, month, payer, supplier, reason, problem,
doubt, left out, cut short.

The exit status is 1 if rows were rejected or some files could not be read, and 2
if none could.`,
	run: runSpend,
	flags: func(in *invocation) {
		in.flags.StringVar(&in.spendTable, "o", "", "write the payments as one table to this `file`: .csv, .xlsx, .parquet, .sqlite or .db")
		in.flags.BoolVar(&in.withNames, "with-names", false, "write the names of persons to the table too; do not publish it")
		in.flags.BoolVar(&in.countAll, "count-all", false, "count copies, earlier versions and pivot tables too")
	},
}

// spendOptions are the options of the command.
type spendOptions struct {
	spendTable string
	withNames  bool
	countAll   bool
}

// A spent is the result of reading files.
type spent struct {
	Files      []spentFile       `json:"files"`
	Accounting spend.RowCounts   `json:"accounting"` // of the files that count
	Total      nhs.Money         `json:"total"`
	CSULines   int               `json:"csu_lines"`
	CSUTotal   nhs.Money         `json:"csu_total"`
	ToCSUs     []spentOn         `json:"to_csus"`
	Doubtful   []spend.Group     `json:"doubtful"` // says CSU and fits no unit; not in csu_total
	ByMonth    []spend.Group     `json:"by_month"`
	ByPayer    []spend.Group     `json:"by_payer"`
	BySupplier []spentSupplier   `json:"by_supplier"`
	LeftOut    []spend.LeftOut   `json:"left_out,omitempty"`
	CutShort   []spend.CutShort  `json:"cut_short,omitempty"`
	Doubts     []spend.FileDoubt `json:"doubts,omitempty"` // about files beside one another
	Table      string            `json:"table,omitempty"`  // the file that -o wrote
}

type spentFile struct {
	File     string               `json:"file"`
	Format   spend.Format         `json:"format,omitempty"`
	Payments int                  `json:"payments"`
	Total    nhs.Money            `json:"total"`
	SetApart int                  `json:"set_apart"`
	Rejected int                  `json:"rejected"`
	LeftOut  bool                 `json:"left_out,omitempty"` // the file as a whole
	Sheets   []spend.LeftOut      `json:"sheets_left_out,omitempty"`
	Doubts   []spend.FileDoubt    `json:"doubts,omitempty"`
	Reasons  map[spend.Reason]int `json:"reasons,omitempty"`
	Problems []spend.Problem      `json:"problems,omitempty"` // the first ones, with their lines
	Error    string               `json:"error,omitempty"`
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

// argumentFiles opens the files of the arguments by the names that they were given.
type argumentFiles struct{ in *invocation }

func (a argumentFiles) Open(name string) (fs.File, error) {
	if name == stdinName {
		return standardInput(a), nil
	}
	return os.Open(name)
}

// standardInput is standard input as a file.
type standardInput struct{ in *invocation }

func (s standardInput) Read(b []byte) (int, error) { return s.in.stdin.Read(b) }
func (standardInput) Close() error                 { return nil }
func (standardInput) Stat() (fs.FileInfo, error)   { return nil, fs.ErrInvalid }

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
	paths, err := in.spendPaths()
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return fmt.Errorf("there is no file in %s", in.args[0])
	}
	files := argumentFiles{in}
	options := spend.FolderOptions{Formats: ownFormats(), MaxBook: maxOwnBook, MaxUnpacked: maxOwnUnpacked, CountAll: in.countAll}
	show := in.progress()
	options.Progress = func(done, all int, f *spend.FileReport) { show(done, all, f.Path) }
	folder, err := spend.ReadFiles(in, files, paths, options)
	show(0, 0, "")
	if err != nil {
		return err
	}
	result := spent{Files: []spentFile{}, ToCSUs: []spentOn{}, Accounting: folder.Accounting, LeftOut: folder.LeftOut, CutShort: folder.CutShort, Doubts: folder.Doubts}
	unread := 0
	for i := range folder.Files {
		result.add(&folder.Files[i])
	}
	for _, f := range result.Files {
		if f.Error != "" {
			unread++
		}
	}
	if unread == len(result.Files) {
		return fmt.Errorf("no file could be read: %s", result.Files[0].Error)
	}
	in.found = unread > 0 || result.Accounting.Rejected.Rows > 0
	if err := result.sum(folder.Ledger); err != nil {
		return err
	}
	if in.spendTable != "" {
		if err := in.writeSpendTable(folder, files, options); err != nil {
			return err
		}
		result.Table = in.spendTable
	}
	switch in.format {
	case formatJSON:
		return in.json(result)
	case formatCSV:
		return in.csv(result.rows())
	}
	in.writeSpent(&result)
	return nil
}

// spendPaths returns the files of the arguments, those of folders included.
func (in *invocation) spendPaths() ([]string, error) {
	var paths []string
	for _, name := range in.args {
		if name == stdinName {
			if in.spendTable != "" {
				return nil, usagef("standard input is read once, and -o reads twice: give a file")
			}
			paths = append(paths, name)
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			paths = append(paths, name)
			continue
		}
		err = filepath.WalkDir(name, func(p string, d fs.DirEntry, err error) error {
			hidden := strings.HasPrefix(d.Name(), ".") && p != name
			switch {
			case err != nil:
				return err
			case d.IsDir() && hidden:
				return fs.SkipDir
			case d.IsDir() || hidden:
				return nil
			}
			paths = append(paths, path.Join(name, strings.TrimPrefix(filepath.ToSlash(p), filepath.ToSlash(name))))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// add lists a file, or the files of an archive. What there is to say of their rows is
// said of the archive.
func (s *spent) add(r *spend.FileReport) {
	f := &r.File
	whole := spentFile{
		File: r.Path, Format: f.Format, Payments: f.Accounting.Payments.Rows, Total: f.Accounting.Sum, SetApart: f.Accounting.SetApart.Rows, Rejected: f.Accounting.Rejected.Rows,
		LeftOut: r.LeftOut, Sheets: f.LeftOut, Doubts: f.Doubts, Reasons: f.Reasons, Problems: f.Problems, Error: r.Error,
	}
	if r.Err != nil || len(f.Members) == 0 {
		s.Files = append(s.Files, whole)
		return
	}
	for _, m := range f.Members {
		s.Files = append(s.Files, spentFile{
			File: path.Join(r.Path, m.Name), Format: m.Format, Payments: m.Accounting.Payments.Rows, Total: m.Accounting.Sum, SetApart: m.Accounting.SetApart.Rows,
			Rejected: m.Accounting.Rejected.Rows, LeftOut: r.LeftOut, Error: m.Error,
		})
	}
	if len(f.Doubts)+len(f.Reasons) > 0 {
		whole.Payments, whole.Total, whole.SetApart, whole.Rejected = 0, nhs.Money{}, 0, 0
		s.Files = append(s.Files, whole)
	}
}

// sum adds up the ledger and finds the payments to units.
func (s *spent) sum(ledger *spend.Ledger) error {
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
	return s.totals(ledger)
}
