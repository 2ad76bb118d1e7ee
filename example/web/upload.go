package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"
)

// maxDrained is how many bytes of a refused file are read and discarded.
const maxDrained = 64 << 20

// upload does the work on a body that is read as it arrives: in its turn, within
// a size, and in bounded time.
func (s *Server) upload(o Operation, w http.ResponseWriter, r *Request, work func() (Response, error)) (answer Response, err error) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != FileType && !slices.Contains(o.Contract.Upload, media) {
		return Response{}, NewProblem(http.StatusUnsupportedMediaType, "the content type is %q; want %s, or a form with a file, %s",
			Shorten(r.Header.Get("Content-Type")), strings.Join(o.Contract.Upload, " or "), FileType)
	}
	if r.ContentLength > s.MaxUpload {
		return Response{}, NewProblem(http.StatusRequestEntityTooLarge, "the body exceeds the limit of %d bytes", s.MaxUpload)
	}
	if err := s.Uploads.Acquire(r.Context()); err != nil {
		return Response{}, err
	}
	defer func() {
		if err != nil {
			answer = Response{} // which is never written
		}
		answer.Stream = s.releasing(answer.Stream)
	}()
	end := time.Now().Add(s.UploadLimit)
	if err := http.NewResponseController(w).SetWriteDeadline(end.Add(time.Minute)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return Response{}, err
	}
	sent := &minRateBody{ReadCloser: r.Body, w: w, perChunk: s.UploadPace, end: end}
	r.Body = http.MaxBytesReader(w, sent, s.MaxUpload)
	if media == FileType {
		err = r.openFile()
	}
	if err == nil {
		answer, err = work()
	}
	if err != nil || answer.Status >= http.StatusBadRequest {
		if sent.broken != nil {
			return Response{}, errBodyTruncated(sent.broken)
		}
		// A client that is still sending reads the answer only once it has sent.
		_, _ = io.CopyN(io.Discard, sent.ReadCloser, maxDrained)
	}
	return answer, err
}

// releasing gives the slot of a file back: at once, or after a streamed answer has
// been written.
func (s *Server) releasing(stream func(io.Writer) error) func(io.Writer) error {
	if stream == nil {
		s.Uploads.Release()
		return nil
	}
	return func(w io.Writer) error {
		defer s.Uploads.Release()
		return stream(w)
	}
}

// openFile makes the file of a form the body. It skips the fields before it, and holds
// nothing and writes nothing to disk.
func (r *Request) openFile() error {
	parts, err := r.MultipartReader()
	if err != nil {
		return NewProblem(http.StatusBadRequest, "the form is malformed: %v", err)
	}
	for range MaxFields {
		part, err := parts.NextPart()
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return NewProblem(http.StatusRequestEntityTooLarge, "%v", err)
		}
		if err != nil {
			return NewProblem(http.StatusBadRequest, "the form has no file; want one in the field file")
		}
		if part.FormName() == "file" {
			r.Body, r.sentName = part, part.FileName()
			return nil
		}
	}
	return NewProblem(http.StatusBadRequest, "the form has more than %d fields", MaxFields)
}

// FileName returns the name of an uploaded file as given.
func (r *Request) FileName() string {
	if r.Query.Has("name") {
		return Shorten(r.Query.Get("name"))
	}
	return Shorten(r.sentName)
}
