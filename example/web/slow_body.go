package web

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// minRateBytes is how much of an uploaded file must arrive within [Settings.UploadPace].
const minRateBytes = 64 << 10

// A minRateBody is a body whose sender must keep up a rate, so that nobody holds a
// slot by sending next to nothing.
type minRateBody struct {
	io.ReadCloser
	w        http.ResponseWriter
	perChunk time.Duration
	end      time.Time // by when all has to have arrived
	left     int       // bytes until the next deadline
	broken   error     // what ended it before its end
}

func (b *minRateBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		b.left = minRateBytes
		if err := setReadDeadline(b.w, earlier(time.Now().Add(b.perChunk), b.end)); err != nil {
			return 0, err
		}
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= n
	if err != nil && err != io.EOF {
		b.broken = err
	}
	return n, err
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// setReadDeadline sets the deadline for the next bytes of a request; the zero time is
// no deadline. Without a connection it does nothing.
func setReadDeadline(w http.ResponseWriter, at time.Time) error {
	if err := http.NewResponseController(w).SetReadDeadline(at); !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}
