// Package spend reads public bodies' published payments over £25,000 exactly, and
// finds what clinical commissioning groups (CCGs) paid to commissioning support
// units (CSUs).
//
// From 2010 central government, and from 2013 each CCG, had to publish a monthly
// list of its payments above £25,000: body, date, type and area of expense,
// supplier, transaction number, amount. The lists are the fullest public record of
// who paid whom, and no two publishers write them alike. Headings are misspelt or
// missing, and dates have the day or the month first. Credits are in brackets,
// titles and totals are mixed with the payments, and many files are workbooks.
//
// # Reading one file
//
// A [Ledger] reads a file and keeps exact sums. The [File] accounts for every line:
// payment, heading, blank, note, total, set apart or rejected, with reason and
// place. The counts sum to the lines of the file ([RowCounts.Balanced]), so nothing
// is lost silently:
//
//	ledger := spend.NewLedger()
//	file, err := ledger.Read(f, spend.Options{Name: "april-2020.csv"})
//	groups, err := ledger.GroupBy(spend.ByEntity, spend.ByMonth)
//
// For the rows themselves use a [Reader], which streams them. CSV of any length is
// read in less than 2 MiB beyond the sums. The content, not the name, decides the
// format: a binary .xlsb, a PDF or a picture is a [FormatError] that says what the file
// is and what to do.
//
// # Workbooks
//
// This package reads only delimited text, so a program that needs nothing else
// compiles no reader of spreadsheets. For workbooks, import the package that opens
// them and pass it in the options:
//
//	file, err := ledger.Read(f, spend.Options{Formats: workbook.Formats(workbook.Limits{})})
//
// Without it, a workbook is a [FormatError] that says so. A workbook is held in
// memory, so its size is limited ([LimitError]). Other formats can be read in the
// same way with your own [Opener].
//
// # Decisions and their certainty
//
// Dates: 03/04/2020 is April in Britain and March elsewhere, and one publisher
// writes both. The order is decided for the whole file from its evidence, such as a
// day above 12 or the month that most dates share. It is recorded with its
// [DateCertainty]. The ledger keeps both readings until the end of the file.
// Payments whose date remains in doubt are counted as [DateAmbiguous].
//
// Amounts are whole pence. "####", words and empty cells are rejected with their
// line. A number that looks like a transaction number of the same file is set apart
// and not summed. If a file gives parts of a penny, its rows are rounded so that
// they sum to the exact sum.
//
// Columns: of several that could be the amount, what was paid counts before what was
// invoiced, and both before a budget, a balance or the year to date. The heading or a
// title may say thousands, millions or pence; a foreign currency is refused or set
// apart. A total of other rows is found by what it equals and by its label, and a
// row that a comma shifted by its cells. Where headings and figures do not settle it, the file has a [FileDoubt].
//
// # A table of CSU spending per head
//
// [ReadFolder] reads a folder of files in parallel. An [Attributor] then identifies
// the organisations behind the names. It needs a table of aliases and the histories
// of CCGs and CSUs, since this package knows no organisation by itself. Each [Match]
// has its [Evidence], the organisation as it was, and its present successors.
// Look-alikes are excluded, such as a company whose name merely contains the words,
// or a hospital trust of the same county. A name that mentions a CSU but fits no
// unit is listed by value rather than guessed. [Ledger.CSUPerHead] compares the
// result with populations and allowances; its example leads from files to the table.
// What was seen is a lower bound of what was paid in a year, unless every month is there
// in the usual number and no file is in doubt: [Ledger.Completeness].
//
// # What is there twice
//
// A pivot table in a workbook doubles a body's spending, and a folder holds copies and
// revised files. They are found by their payments and counted once; [File.LeftOut] and
// [Folder.LeftOut] say what was left out and why, and CountAll counts it too. Of a file
// and its revision the revision counts. Two that share only some payments are both
// counted, and that is a doubt. [Folder.CutShort] names files that were cut at the same
// number of lines.
//
// # People
//
// Some suppliers are persons, mostly doctors. Their names are public already and
// need no second publication: [Mask] replaces them in all printed output, and
// [Ledger.GroupBy], the [Writer] and the rules apply it. Amounts are kept.
// [LooksPersonal] is a heuristic that errs on the side of masking.
//
// # Rules
//
// [PublicationRules] check what a body published: whether transactions over the
// threshold are there, whole, in time, with all fields. They need every line at
// once ([Collect]).
//
// # Limits
//
// The threshold means that smaller payments are unknown. The date is that of the
// payment, not of the service. Some files' amounts include VAT and others' do not;
// most do not say ([File.VAT]). Accruals appear as a charge and its reversal a month
// later. Payments to CSUs came from programme budgets too, so they do not measure
// running costs. Repeated lines are mostly real and are reported, not removed
// ([Repeats]); a block of them is a doubt.
package spend
