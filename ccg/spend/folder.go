package spend

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// FolderOptions control how a folder is read. The zero FolderOptions read every
// file with one worker per processor.
type FolderOptions struct {
	// Workers is the number of files read at once; 0 means one per processor.
	Workers int
	// Match, if set, reports whether to read the file at a path.
	Match func(path string) bool
	// Progress, if set, is called after each file, by one goroutine at a time.
	Progress func(done, all int, file *FileReport)
	// CountAll counts files and sheets that repeat others too.
	CountAll bool
	// MaxProblems is how many problems are kept for each file; 0 means 100.
	MaxProblems int
	// Limits bound what is held of one file, and of all together.
	Limits Limits
	// Formats opens files that are not delimited text, see [Options.Formats].
	Formats []Opener
	// MaxBook is the most bytes of a file that one of Formats opens, see
	// [Options.MaxBook].
	MaxBook int64
	// MaxUnpacked is the most bytes that an archive may unpack to, see
	// [Options.MaxUnpacked].
	MaxUnpacked int64
}

// A FileReport is the result for one file of a folder.
type FileReport struct {
	// Path is the path in the folder.
	Path string `json:"path"`
	// File describes the file and accounts for its rows.
	File File `json:"file"`
	// Bodies are its payments by body and month.
	Bodies []Group `json:"bodies,omitempty"`
	// LeftOut means that the file repeats others and is not counted.
	LeftOut bool `json:"left_out,omitempty"`
	// Err says why the file could not be read to its end; nil if it was.
	Err error `json:"-"`
	// Error is the text of Err.
	Error string `json:"error,omitempty"`
}

// A Folder is the result of reading a folder of files.
type Folder struct {
	// Files are the reports, by path.
	Files []FileReport `json:"files"`
	// Accounting accounts for every line of all files.
	Accounting RowCounts `json:"accounting"`
	// LeftOut are the files that repeat others, by path; they are in neither the account
	// nor the ledger.
	LeftOut []LeftOut `json:"left_out,omitempty"`
	// CutShort are files that most likely were cut at the same number of lines.
	CutShort []CutShort `json:"cut_short,omitempty"`
	// Doubts say why the total of the folder may be wrong; those about one file are with
	// the file.
	Doubts []FileDoubt `json:"doubts,omitempty"`
	// Ledger holds the sums of the files that count.
	Ledger *Ledger `json:"-"`

	numbers map[string]*numbers // of other files, by the path of one that was read with them
}

// ReadFolder returns what the files of a folder, and of those below it, hold. It reads
// several at once. A file that cannot be read is reported and does not stop the
// others. The error is one of walking the folder, of the context, or of sums too
// large for 64 bits.
func ReadFolder(ctx context.Context, folder fs.FS, o FolderOptions) (*Folder, error) {
	paths, err := o.paths(folder)
	if err != nil {
		return nil, err
	}
	return ReadFiles(ctx, folder, paths, o)
}

// ReadFiles is [ReadFolder] for the files at the given paths. Match does not apply.
func ReadFiles(ctx context.Context, folder fs.FS, paths []string, o FolderOptions) (*Folder, error) {
	var err error
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = max(1, min(workers, len(paths)))
	if o.MaxProblems == 0 {
		o.MaxProblems = 100
	}

	out := &Folder{Files: make([]FileReport, len(paths)), Ledger: NewLimitedLedger(o.Limits)}
	seen := make([]seenFile, len(paths))
	ledgers := make([]*Ledger, workers)
	next := make(chan int)
	var (
		group  sync.WaitGroup
		report sync.Mutex
		done   int
		failed error
	)
	for w := range workers {
		ledgers[w] = NewLimitedLedger(o.Limits)
		group.Go(func() {
			for i := range next {
				f := readOne(ctx, folder, paths[i], o, nil)
				err := ledgers[w].Add(f.ledger)
				report.Lock()
				out.Files[i], seen[i] = f.FileReport, f.seenFile
				done++
				if failed == nil {
					failed = err
				}
				if o.Progress != nil {
					o.Progress(done, len(paths), &out.Files[i])
				}
				report.Unlock()
			}
		})
	}
	for i := range paths {
		if err = ctx.Err(); err != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	if err = cmp.Or(err, failed); err != nil {
		return nil, err
	}
	for _, l := range ledgers {
		if err := out.Ledger.Add(l); err != nil {
			return nil, err
		}
	}
	if err := out.compare(ctx, folder, seen, o); err != nil {
		return nil, err
	}
	out.doubtFiles()
	for i := range out.Files {
		if !out.Files[i].LeftOut {
			out.Accounting.Add(out.Files[i].File.Accounting)
		}
	}
	return out, nil
}

// paths lists the files to read.
func (o *FolderOptions) paths(folder fs.FS) ([]string, error) {
	var paths []string
	err := fs.WalkDir(folder, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".") && p != "."
		switch {
		case d.IsDir() && hidden:
			return fs.SkipDir
		case d.IsDir(), hidden, o.Match != nil && !o.Match(p):
			return nil
		}
		paths = append(paths, p)
		return nil
	})
	return paths, err
}

type readFile struct {
	FileReport
	seenFile
	ledger *Ledger
}

// readOne reads a file, given the transaction numbers of its body if they are known
// from other files.
func readOne(ctx context.Context, folder fs.FS, name string, o FolderOptions, known *numbers) (out readFile) {
	out.Path, out.ledger = name, NewLimitedLedger(o.Limits)
	defer func() {
		if out.Err != nil {
			out.Error = out.Err.Error()
		}
	}()
	f, err := folder.Open(name)
	if err != nil {
		out.Err = err
		return out
	}
	defer f.Close()
	name = path.Base(name)
	options := Options{
		Name: name, MaxProblems: o.MaxProblems, OnRow: out.seenFile.add, CountAll: o.CountAll,
		Formats: o.Formats, MaxBook: o.MaxBook, MaxUnpacked: o.MaxUnpacked,
	}
	rd, err := NewReaderContext(ctx, f, options)
	archive, several := errors.AsType[*archiveError](err)
	switch {
	case several:
		out.File, out.Err = out.ledger.readMembers(ctx, archive, options)
	case err != nil:
		out.File, out.Err = File{Name: name}, err
		return out
	default:
		rd.bodyNumbers = known
		out.File, out.Err = out.ledger.read(rd)
		out.txns = rd.txns
	}
	slices.Sort(out.rows)
	if groups, err := out.ledger.GroupBy(ByEntity, ByMonth); err == nil {
		out.Bodies = groups
	}
	return out
}

// Duplicates returns the paths of files that hold the same payments, counted or left
// out, one group for each set of duplicates.
func (f *Folder) Duplicates() [][]string {
	by := map[string][]string{}
	for i := range f.Files {
		if p := f.Files[i].File.Fingerprint; p != "" {
			by[p] = append(by[p], f.Files[i].Path)
		}
	}
	var list [][]string
	for _, paths := range by {
		if len(paths) > 1 {
			list = append(list, paths)
		}
	}
	slices.SortFunc(list, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return list
}
