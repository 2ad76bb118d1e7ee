// Package spend reads the files in which public bodies publish every payment over
// £25,000, exactly, and says what clinical commissioning groups (CCGs) paid to
// commissioning support units (CSUs).
//
// From 2010 central government, and from 2013 each CCG, was to publish a monthly
// list of its payments above £25,000: body, date, type and area of expense,
// supplier, transaction number, amount. The lists are the fullest public record
// of who paid whom, and no two publishers write them alike. Headings are misspelt
// or missing, dates have the day or the month first, credits stand in brackets,
// titles and totals stand among the payments, and many a file is a workbook.
//
// # Reading one file
//
// A [Ledger] reads a file and keeps exact sums. The [File] says what became of
// every line of it: payment, heading, blank, note, total, set apart or rejected,
// with reason and place. Their lines sum to the lines of the file
// ([RowCounts.Balanced]), so that nothing is lost without a word:
//
//	ledger := spend.NewLedger()
//	file, err := ledger.Read(f, spend.Options{Name: "april-2020.csv"})
//	groups, err := ledger.GroupBy(spend.ByEntity, spend.ByMonth)
//
// To see the rows themselves use a [Reader], which streams them. CSV of any
// length is read in less than 2 MiB beside the sums. The format is told by the
// content, not by the name: an old .xls, an OpenDocument sheet, a PDF or a web page
// is a [FormatError] that says what it is and what to do.
//
// # Workbooks
//
// This package reads delimited text alone, so that a program that wants no more
// compiles no spreadsheet library. Whoever wants workbooks imports the package that
// opens them and hands it over:
//
//	file, err := ledger.Read(f, spend.Options{Formats: []spend.Opener{workbook.XLSX{}}})
//
// A workbook that comes without it is a [FormatError] that says so. A workbook has to
// be held and is bounded ([LimitError]). Any other format can be read in the same way
// by an [Opener] of one's own.
//
// # What is decided, and how sure it is
//
// Dates: 03/04/2020 is April in Britain and March elsewhere, and one publisher
// writes both. The order is decided for the whole file from its evidence, a day
// above 12, the month that most dates share, and recorded with its [Confidence].
// Until the file is at its end the ledger keeps both readings. Payments whose date
// stays in doubt are counted as [DateAmbiguous].
//
// Amounts are whole pence. "####", words and empty cells are rejected with their
// line. A number that looks like a transaction number of the same file is set
// apart and not summed. Where a file gives parts of a penny its rows are rounded so
// that they sum to the exact sum.
//
// # A table of CSU spending per head
//
// [ReadFolder] reads a folder of files in parallel. An [Attributor] then says whom
// the names mean: it is handed a table of aliases, and histories of CCGs and CSUs,
// since this package knows no organisation by itself. Each [Match] has its
// [Evidence], the organisation as it was, and who has its place now. Look-alikes
// are kept out: a company whose name merely contains the words, or a hospital
// trust of the same county. What says CSU and fits no unit is listed by value
// rather than guessed. [Ledger.CSUPerHead] sets the result against populations and
// allowances; its example goes all the way from files to the table.
//
// # People
//
// Some suppliers are persons, mostly doctors. Their names are public and need no
// second publication: [Mask] stands in for them in everything that is printed, and
// [Ledger.GroupBy], the [Writer] and the rules apply it. Amounts stay. [LooksPersonal] is
// a heuristic that rather masks too much.
//
// # Rules
//
// [PublicationRules] judge what a body published: whether transactions over the threshold are
// there, whole, in time, with all fields. They need every line at once
// ([Collect]).
//
// # Limits
//
// The threshold means that smaller payments are unknown. A payment's date is that
// of payment, not of the service. VAT is in some files' amounts and not in
// others', and most do not say ([File.VAT]). Accruals show as a charge and its reversal
// a month later. Payments to CSUs came from programme budgets too, so that
// they are no measure of running costs. Repeated lines are mostly real and are
// reported, not removed ([Repeats], [Folder.Duplicates]).
package spend
