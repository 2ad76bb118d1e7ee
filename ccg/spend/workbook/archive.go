package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// An archive is the parts of a workbook. Names of parts do not depend on case.
type archive struct {
	ctx      context.Context // of those who read it
	parts    map[string]*zip.File
	limits   Limits
	unpacked int64 // bytes of all parts
}

func openArchive(ctx context.Context, file []byte, limits Limits) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	a := &archive{ctx: ctx, parts: make(map[string]*zip.File, len(z.File)), limits: limits}
	var unpacked uint64
	for _, f := range z.File {
		unpacked += min(f.UncompressedSize64, uint64(limits.Unpacked)+1)
		if unpacked > uint64(limits.Unpacked) {
			return nil, &spend.LimitError{What: "bytes of workbook once unpacked", Limit: limits.Unpacked}
		}
		name := partName("", f.Name)
		if _, twice := a.parts[name]; twice {
			return nil, fmt.Errorf("it has two parts named %.80q", name)
		}
		a.parts[name] = f
	}
	a.unpacked = int64(unpacked)
	return a, nil
}

// partName returns the name of the part that a relationship of another names.
func partName(of, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join(path.Dir(of), target)
	}
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+target), "/"))
}

// has reports whether there is a part of that name.
func (a *archive) has(name string) bool { return a.parts[name] != nil }

// A part is an open part and its tokens.
type part struct {
	*lexer
	path  string
	close func() error
}

// open opens a part, which never gives more bytes than the archive says.
func (a *archive) open(name string) (*part, error) {
	f := a.parts[name]
	if f == nil {
		return nil, fmt.Errorf("the workbook is damaged: it has no part %.80q", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, inPart(name, err)
	}
	limited := io.LimitReader(heeding{a.ctx, r}, int64(f.UncompressedSize64)+1)
	return &part{lexer: newLexer(limited), path: name, close: r.Close}, nil
}

// A heeding reader stops once its context is done.
type heeding struct {
	ctx context.Context
	r   io.Reader
}

func (h heeding) Read(p []byte) (int, error) {
	if err := h.ctx.Err(); err != nil {
		return 0, err
	}
	return h.r.Read(p)
}

// each calls back for every start tag of a part.
func (a *archive) each(name string, element func(*part) error) (err error) {
	p, err := a.open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	for {
		switch t, err := p.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return inPart(name, err)
		case t != startTag:
			continue
		}
		if err := element(p); err != nil {
			return inPart(name, err)
		}
	}
}

// inPart says in which part something is wrong. A limit stays as it is.
func inPart(name string, err error) error {
	if limit, ok := errors.AsType[*spend.LimitError](err); ok {
		return limit
	}
	return fmt.Errorf("the workbook is damaged in %s: %w", name, err)
}

// A relationship leads from one part to another.
type relationship struct{ kind, target string }

// relationships are those of one part.
type relationships struct {
	byID   map[string]relationship
	byKind map[string]string // the target of the first of each kind
}

// relationships returns those of a part, which may have none, or of the archive.
func (a *archive) relationships(of string) (relationships, error) {
	name := path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	all := relationships{map[string]relationship{}, map[string]string{}}
	if !a.has(name) {
		return all, nil
	}
	err := a.each(name, func(p *part) error {
		if string(p.name) != "Relationship" || string(p.attr("TargetMode")) == "External" {
			return nil
		}
		kind := string(p.attr("Type"))
		kind = kind[strings.LastIndexByte(kind, '/')+1:]
		target := partName(of, string(appendUnescaped(nil, p.attr("Target"))))
		all.byID[string(p.attr("Id"))] = relationship{kind, target}
		if _, ok := all.byKind[kind]; !ok {
			all.byKind[kind] = target
		}
		return nil
	})
	return all, err
}
