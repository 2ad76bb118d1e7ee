package server

import (
	"io"
)

// maxDrained is how many bytes of a refused file are read and thrown away.
const maxDrained = 64 << 20

// releasing gives the slot of a file back: at once or, of an answer that is written
// by stream, once it has been.
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
