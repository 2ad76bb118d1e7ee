package web

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// preferred returns the offered media type that the header Accept prefers, and
// false if it refuses them all. Between equals it is the one that the header names
// more exactly, then the first. Without a readable header it is the first.
func preferred(h http.Header, offers ...string) (string, bool) {
	var ranges []mediaRange
	for part := range strings.SplitSeq(strings.Join(h.Values("Accept"), ","), ",") {
		if r, ok := parseRange(part); ok {
			ranges = append(ranges, r)
		}
	}
	if ranges == nil {
		return offers[0], true
	}
	var best string
	var bestQuality float64
	var bestExactness int
	for _, offer := range offers {
		quality, exactness := 0.0, 0
		for _, r := range ranges {
			if n := r.exactness(offer); n > exactness {
				quality, exactness = r.quality, n
			}
		}
		if quality > bestQuality || quality == bestQuality && quality > 0 && exactness > bestExactness {
			best, bestQuality, bestExactness = offer, quality, exactness
		}
	}
	return best, bestQuality > 0
}

// A mediaRange is one element of the header Accept.
type mediaRange struct {
	media   string // such as text/csv, text/* or */*
	quality float64
}

func parseRange(text string) (mediaRange, bool) {
	media, params, err := mime.ParseMediaType(text)
	if err != nil || !strings.Contains(media, "/") {
		return mediaRange{}, false
	}
	r := mediaRange{media, 1}
	if q, ok := params["q"]; ok {
		if r.quality, err = strconv.ParseFloat(q, 64); err != nil || !(r.quality >= 0 && r.quality <= 1) {
			return mediaRange{}, false
		}
	}
	return r, true
}

// exactness says how exactly the range names a media type: 0 is not at all.
func (r mediaRange) exactness(media string) int {
	media, _, _ = strings.Cut(media, ";")
	kind, _, _ := strings.Cut(media, "/")
	switch r.media {
	case media:
		return 3
	case kind + "/*":
		return 2
	case "*/*":
		return 1
	}
	return 0
}

// checkAcceptable refuses to send what the client does not accept. A client that
// names a format in the query accepts it.
func (r *Request) checkAcceptable(a Response) error {
	if _, ok := preferred(r.Header, a.ContentType); ok || r.Query.Has("format") {
		return nil
	}
	return NewProblem(http.StatusNotAcceptable, "cannot respond with %s: not in Accept", a.ContentType).With("Vary", "Accept")
}
