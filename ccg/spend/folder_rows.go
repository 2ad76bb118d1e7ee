package spend

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
)

// Each reads the files that count once more, one after the other in the order of
// Files, and calls visit with every row. The folder and the options are those that the
// folder was read with. It ends with the first error of visit or of the context; a
// file that could not be read is passed over, as it is in the sums.
func (f *Folder) Each(ctx context.Context, folder fs.FS, o FolderOptions, visit func(path string, r *Row) error) error {
	for i := range f.Files {
		r := &f.Files[i]
		if r.LeftOut || r.Err != nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.each(ctx, folder, r.Path, o, visit); err != nil {
			return err
		}
	}
	return nil
}

func (f *Folder) each(ctx context.Context, folder fs.FS, name string, o FolderOptions, visit func(path string, r *Row) error) error {
	in, err := folder.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	var failed error
	options := Options{Name: path.Base(name), Formats: o.Formats, CountAll: o.CountAll, MaxBook: o.MaxBook, MaxUnpacked: o.MaxUnpacked, OnRow: func(r *Row) {
		if failed == nil {
			failed = visit(name, r)
		}
	}}
	rd, err := NewReaderContext(ctx, in, options)
	if archive, several := errors.AsType[*archiveError](err); several {
		_, err = NewLimitedLedger(o.Limits).readMembers(ctx, archive, options)
		return cmp.Or(failed, err)
	}
	if err != nil {
		return err
	}
	rd.bodyNumbers = f.numbers[name]
	for _, err := range rd.Rows() {
		if err != nil || failed != nil {
			return cmp.Or(failed, err)
		}
	}
	return failed
}
