package spend

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// maxUnpacked is the most bytes that an archive may unpack to, by default.
const maxUnpacked = 64 << 20

// maxMembers is the most files of an archive.
const maxMembers = 4096

// A Member is one file of an archive with several.
type Member struct {
	// Name is its path in the archive.
	Name string `json:"name"`
	// Format is its format; that of an archive if there was one within the other.
	Format Format `json:"format,omitempty"`
	// Accounting accounts for its lines, which count for the archive too.
	Accounting RowCounts `json:"accounting"`
	// Fingerprint is that of its payments, as in [File].
	Fingerprint string `json:"fingerprint,omitempty"`
	// Error says why it is not a file of payments, so that nothing of it counts.
	Error string `json:"error,omitempty"`
}

// An unpackBudget is how many bytes an archive may still unpack to, all its members together.
type unpackBudget struct{ left, most int64 }

// take takes bytes off the budget, and fails if they exceed it.
func (b *unpackBudget) take(n int64) error {
	if b.left -= n; b.left < 0 {
		return &LimitError{What: "bytes once unpacked", Limit: b.most}
	}
	return nil
}

// An unpacked reader counts what is unpacked against the budget.
type unpacked struct {
	io.Reader
	*unpackBudget
}

func (u unpacked) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p[:min(int64(len(p)), max(u.left, 0)+1)])
	if limit := u.take(int64(n)); limit != nil {
		return n, limit
	}
	return n, err
}

// member returns the options for what is in an archive. There is no archive within
// another.
func (o *Options) member(b *unpackBudget) Options {
	inner := *o
	inner.within = b
	return inner
}

func (o *Options) newBudget() *unpackBudget {
	most := cmp.Or(o.MaxUnpacked, maxUnpacked)
	return &unpackBudget{most, most}
}

// openGzip reads what is compressed.
func (r *Reader) openGzip(in io.Reader) (*Reader, error) {
	if r.opt.within != nil {
		return nil, formatError(r.opt.Name, GZIP)
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", formatError(r.opt.Name, GZIP), err)
	}
	b := r.opt.newBudget()
	return newReader(r.ctx, unpacked{z, b}, r.opt.member(b))
}

// members lists the files of a ZIP archive, without those that systems add.
func members(packed []byte) ([]*zip.File, error) {
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(slices.Clone(z.File), func(f *zip.File) bool {
		name := path.Base(f.Name)
		return strings.HasSuffix(f.Name, "/") || strings.HasPrefix(f.Name, "__MACOSX/") || strings.HasPrefix(name, ".") || name == "Thumbs.db" || name == "desktop.ini"
	})
	if len(list) > maxMembers {
		return nil, &LimitError{What: "files in the archive", Limit: maxMembers}
	}
	return list, nil
}

// An archiveError leads [Ledger.Read] from an archive of several files to the files.
type archiveError struct {
	error
	files []*zip.File
}

func (e *archiveError) Unwrap() error { return e.error }

// openZIP reads the only file of an archive. Of several it reads none, since they are
// several files.
func (r *Reader) openZIP(packed []byte) (*Reader, error) {
	if r.opt.within != nil {
		return nil, formatError(r.opt.Name, ZIP)
	}
	files, err := members(packed)
	if err != nil {
		return nil, r.named(err)
	}
	switch len(files) {
	case 0:
		return nil, formatError(r.opt.Name, ZIP)
	case 1:
		b := r.opt.newBudget()
		f, err := files[0].Open()
		if err != nil {
			return nil, r.named(err)
		}
		return newReader(r.ctx, unpacked{f, b}, r.opt.member(b))
	}
	advice := fmt.Sprintf("a ZIP archive of %d files: read it into a ledger, or unpack it and read its files one by one", len(files))
	return nil, &archiveError{&FormatError{Name: r.opt.Name, Format: ZIP, Advice: advice}, files}
}

// readMembers adds the payments of all files of an archive. One that is no file of
// payments is named with its error; if all are, that is an error.
func (l *Ledger) readMembers(ctx context.Context, a *archiveError, o Options) (File, error) {
	o.MaxProblems = cmp.Or(o.MaxProblems, 1000)
	all := File{Name: o.Name, Format: ZIP, Reasons: map[Reason]int{}}
	b := o.newBudget()
	inner := o.member(b)
	read := 0
	for _, f := range a.files {
		m, err := l.readMember(ctx, f, inner, &all)
		if format, ok := errors.AsType[*FormatError](err); ok {
			m.Error, m.Format = format.Error(), format.Format
		} else if err != nil {
			return all, fmt.Errorf("%s: %w", f.Name, err)
		} else {
			read++
		}
		all.Members = append(all.Members, m)
	}
	if read == 0 {
		return all, a
	}
	return all, nil
}

func (l *Ledger) readMember(ctx context.Context, f *zip.File, o Options, all *File) (Member, error) {
	m := Member{Name: f.Name}
	in, err := f.Open()
	if err != nil {
		return m, err
	}
	defer in.Close()
	o.Name = f.Name
	r, err := newReader(ctx, unpacked{in, o.within}, o)
	if err != nil {
		return m, err
	}
	own := NewLimitedLedger(l.limits)
	file, err := own.read(r)
	m.Format, m.Accounting, m.Fingerprint = file.Format, file.Accounting, file.Fingerprint
	if i := slices.IndexFunc(all.Members, func(o Member) bool { return o.Fingerprint == m.Fingerprint && o.Error == "" }); i >= 0 && m.Fingerprint != "" && err == nil && !o.CountAll {
		m.Error = fmt.Sprintf("the same payments as in %s: they count once", all.Members[i].Name)
		return m, nil
	}
	all.include(&file, o.MaxProblems)
	return m, errors.Join(err, l.Add(own))
}

// include adds what is known of a member.
func (f *File) include(m *File, maxProblems int) {
	if len(f.Members) == 0 || m.Dates.Certainty < f.Dates.Certainty {
		f.Dates = m.Dates
	}
	f.Accounting.Add(m.Accounting)
	for reason, n := range m.Reasons {
		f.Reasons[reason] += n
	}
	for _, p := range m.Problems[:min(len(m.Problems), max(0, maxProblems-len(f.Problems)))] {
		p.Sheet = path.Join(m.Name, p.Sheet)
		f.Problems = append(f.Problems, p)
	}
	f.Doubts = append(f.Doubts, m.Doubts[:min(len(m.Doubts), max(0, maxDoubts-len(f.Doubts)))]...)
	f.HiddenRows += m.HiddenRows
}
