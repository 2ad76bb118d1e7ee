package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// The limits of the mark-up itself. No program that writes spreadsheets comes near.
const (
	maxTag   = 64 << 10 // bytes of one tag
	maxDepth = 64       // elements within one another
)

type token uint8

const (
	startTag token = iota + 1
	endTag
	text
)

// A lexer splits XML into tags and text as it arrives. It holds one tag, or one piece
// of a text, and the names of the open elements. Names of elements and attributes
// are without their prefix. A document type, which could define entities, is an
// error.
type lexer struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool

	name  []byte // of the tag
	attrs []byte // of a start tag, as written
	text  []byte // a piece of it, as written
	plain bool   // text has no references: it stood in a CDATA section

	empty bool // the start tag given last was also the end of its element
	cdata bool // within a CDATA section
	began bool // the root element was seen
	open  []byte
	ends  []int // of the names in open
}

var errCutOff = fmt.Errorf("it ends too soon: %w", io.ErrUnexpectedEOF)

func newLexer(r io.Reader) *lexer { return &lexer{r: r, buf: make([]byte, 16<<10)} }

// depth is the number of open elements.
func (l *lexer) depth() int { return len(l.ends) }

// fill reads more behind what is left, and reports whether there was more.
func (l *lexer) fill() (bool, error) {
	if l.eof {
		return false, nil
	}
	if l.pos > 0 {
		l.end = copy(l.buf, l.buf[l.pos:l.end])
		l.pos = 0
	}
	if l.end == len(l.buf) {
		if len(l.buf) >= maxTag {
			return false, fmt.Errorf("a tag is longer than %d bytes", maxTag)
		}
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	for range 100 {
		n, err := l.r.Read(l.buf[l.end:])
		l.end += n
		if err == io.EOF {
			l.eof = true
			return n > 0, nil
		}
		if err != nil || n > 0 {
			return n > 0, err
		}
	}
	return false, io.ErrNoProgress
}

// next returns the next token, or io.EOF after the end of the root element.
func (l *lexer) next() (token, error) {
	if l.empty {
		l.empty = false
		l.pop()
		return endTag, nil
	}
	for {
		if l.pos == l.end {
			more, err := l.fill()
			if err != nil {
				return 0, err
			}
			if !more {
				return 0, l.atEnd()
			}
		}
		if l.cdata {
			if done, err := l.inCDATA(); err != nil || !done {
				return text, err
			}
			continue
		}
		if l.buf[l.pos] != '<' {
			if err := l.piece(); err != nil {
				return 0, err
			}
			if l.depth() > 0 {
				return text, nil
			}
			if len(bytes.TrimLeft(l.text, " \t\r\n\xef\xbb\xbf")) > 0 {
				return 0, errors.New("it is not XML in UTF-8")
			}
			continue
		}
		t, err := l.tag()
		if err != nil || t != 0 {
			return t, err
		}
	}
}

func (l *lexer) atEnd() error {
	if l.depth() > 0 || l.cdata || !l.began {
		return errCutOff
	}
	return io.EOF
}

// longestReference is that of a reference such as &#x10FFFF; in bytes.
const longestReference = 12

// piece takes text up to the next tag, or to the end of the buffer. It does not cut a
// reference in two.
func (l *lexer) piece() error {
	for {
		b := l.buf[l.pos:l.end]
		n := bytes.IndexByte(b, '<')
		if n < 0 {
			n = len(b)
			if at := bytes.LastIndexByte(b[max(0, n-longestReference):], '&'); at >= 0 && !l.eof {
				at += max(0, n-longestReference)
				if bytes.IndexByte(b[at:], ';') < 0 {
					n = at
				}
			}
		}
		if n == 0 {
			more, err := l.fill()
			if err != nil {
				return err
			}
			if !more {
				return errCutOff
			}
			continue
		}
		l.text, l.plain = b[:n], false
		l.pos += n
		return nil
	}
}

// inCDATA takes text of a CDATA section, and reports whether it is at its end.
func (l *lexer) inCDATA() (done bool, err error) {
	for {
		b := l.buf[l.pos:l.end]
		n := bytes.Index(b, []byte("]]>"))
		switch {
		case n == 0:
			l.pos += 3
			l.cdata = false
			return true, nil
		case n < 0:
			n = len(b) - 2
		}
		if n > 0 {
			l.text, l.plain = b[:n], true
			l.pos += n
			return false, nil
		}
		if more, err := l.fill(); err != nil || !more {
			return false, errors.Join(err, errCutOff)
		}
	}
}

// tag takes a tag. It returns no token for a comment and the like.
func (l *lexer) tag() (token, error) {
	for l.end-l.pos < len("<![CDATA[") && !l.eof {
		if _, err := l.fill(); err != nil {
			return 0, err
		}
	}
	b := l.buf[l.pos:l.end]
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		return 0, l.skipTo("<!--", "-->")
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		if l.depth() == 0 {
			return 0, errors.New("text stands outside the root element")
		}
		l.pos += len("<![CDATA[")
		l.cdata = true
		return 0, nil
	case bytes.HasPrefix(b, []byte("<!")):
		return 0, errors.New("it has a document type, which spreadsheets have not")
	case bytes.HasPrefix(b, []byte("<?")):
		return 0, l.instruction()
	}
	n, err := l.tagEnd()
	if err != nil {
		return 0, err
	}
	b = l.buf[l.pos+1 : l.pos+n]
	l.pos += n + 1
	if len(b) > 0 && b[0] == '/' {
		return endTag, l.closeElement(bytes.TrimRight(b[1:], " \t\r\n"))
	}
	return startTag, l.openElement(b)
}

// tagEnd returns where the tag at the position ends: the place of its ">".
func (l *lexer) tagEnd() (int, error) {
	at, quote := 1, byte(0)
	for {
		b := l.buf[l.pos:l.end]
		for ; at < len(b); at++ {
			switch c := b[at]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"' || c == '\'':
				quote = c
			case c == '>':
				return at, nil
			case c == '<':
				return 0, errors.New("a tag has no end")
			}
		}
		if more, err := l.fill(); err != nil || !more {
			return 0, errors.Join(err, errCutOff)
		}
	}
}

func (l *lexer) openElement(b []byte) error {
	l.empty = len(b) > 0 && b[len(b)-1] == '/'
	if l.empty {
		b = b[:len(b)-1]
	}
	n := bytes.IndexAny(b, " \t\r\n")
	if n < 0 {
		n = len(b)
	}
	if !isName(b[:n]) {
		return fmt.Errorf("a tag begins with %.20q", b)
	}
	if l.depth() == 0 && l.began {
		return errors.New("it has two root elements")
	}
	if l.depth() == maxDepth {
		return fmt.Errorf("more than %d elements stand within one another", maxDepth)
	}
	l.began = true
	l.open = append(l.open, b[:n]...)
	l.ends = append(l.ends, len(l.open))
	l.name, l.attrs = local(b[:n]), b[n:]
	return nil
}

func (l *lexer) closeElement(name []byte) error {
	if l.depth() == 0 {
		return fmt.Errorf("</%.20s> closes nothing", name)
	}
	from := 0
	if n := l.depth(); n > 1 {
		from = l.ends[n-2]
	}
	if !bytes.Equal(l.open[from:], name) {
		return fmt.Errorf("</%.20s> stands where <%.20s> should end", name, l.open[from:])
	}
	l.name = local(name)
	l.pop()
	return nil
}

func (l *lexer) pop() {
	n := l.depth() - 1
	l.ends = l.ends[:n]
	if n == 0 {
		l.open = l.open[:0]
		return
	}
	l.open = l.open[:l.ends[n-1]]
}

// isName reports whether b can be a name, without being strict about its letters.
func isName(b []byte) bool {
	return len(b) > 0 && !bytes.ContainsAny(b, "\"'=&;<>/!?\x00") && (b[0] > '9' || b[0] < '-')
}

// local returns a name without its prefix.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// instruction skips a processing instruction. The first may say the encoding.
func (l *lexer) instruction() error {
	b := l.buf[l.pos:l.end]
	if l.began || !bytes.HasPrefix(b, []byte("<?xml ")) {
		return l.skipTo("<?", "?>")
	}
	n, err := l.tagEnd()
	if err != nil {
		return err
	}
	l.attrs = bytes.TrimSuffix(l.buf[l.pos+len("<?xml"):l.pos+n], []byte("?"))
	l.pos += n + 1
	encoding := l.attr("encoding")
	if len(encoding) > 0 && !bytes.EqualFold(encoding, []byte("UTF-8")) && !bytes.EqualFold(encoding, []byte("US-ASCII")) {
		return fmt.Errorf("its encoding is %.20q, not UTF-8", encoding)
	}
	return nil
}

// skipTo goes behind a comment or an instruction, of any length.
func (l *lexer) skipTo(begin, end string) error {
	l.pos += len(begin)
	for {
		b := l.buf[l.pos:l.end]
		if n := bytes.Index(b, []byte(end)); n >= 0 {
			l.pos += n + len(end)
			return nil
		}
		l.pos += max(0, len(b)-len(end)+1)
		if more, err := l.fill(); err != nil || !more {
			return errors.Join(err, errCutOff)
		}
	}
}

// attr returns the value of an attribute of the start tag, as written, or nil.
func (l *lexer) attr(name string) []byte {
	b := l.attrs
	for {
		b = bytes.TrimLeft(b, " \t\r\n")
		n := bytes.IndexByte(b, '=')
		if n < 0 {
			return nil
		}
		key := bytes.TrimRight(b[:n], " \t\r\n")
		b = bytes.TrimLeft(b[n+1:], " \t\r\n")
		if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
			return nil
		}
		n = bytes.IndexByte(b[1:], b[0])
		if n < 0 {
			return nil
		}
		value := b[1 : n+1]
		b = b[n+2:]
		if string(local(key)) == name {
			return value
		}
	}
}

// skip goes behind the end of the element whose start tag was given last.
func (l *lexer) skip() error {
	for depth := l.depth(); l.depth() >= depth; {
		if _, err := l.next(); err != nil {
			return err
		}
	}
	return nil
}

// appendText appends the piece of text.
func (l *lexer) appendText(s []byte) []byte {
	if l.plain {
		return append(s, l.text...)
	}
	return appendUnescaped(s, l.text)
}
