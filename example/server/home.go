package server

import (
	"bytes"
	"fmt"
	"io/fs"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

// homePage is what the page at / shows.
type homePage struct {
	KnownUntil  nhs.Date
	DataVersion string
	Counts      []openCount
	Rules       int
	Asks, Posts []homeEndpoint
	Files       []string
}

// An openCount is how many bodies were open on a day.
type openCount struct {
	Day        nhs.Date
	CCGs, ICBs int
}

// Text is the day as people write it.
func (n openCount) Text() string {
	return fmt.Sprintf("%d %s %d", n.Day.Day(), n.Day.Month(), n.Day.Year())
}

type homeEndpoint struct {
	Method, Path, About, Try string
	Body                     string // none where it is too long to show
	ContentType              string // of the body
	Query                    []parameter
}

// longestShown is how many bytes of an example body the page shows; longer ones
// are at /v1/examples.
const longestShown = 1500

func (s *server) home(*request) (any, error) {
	d, err := s.data()
	if err != nil {
		return nil, err
	}
	page := homePage{KnownUntil: d.knownUntil, DataVersion: england.Version, Rules: len(d.rules), Counts: d.openCounts()}
	for _, e := range endpoints() {
		h := homeEndpoint{e.method, e.path, e.about, e.try, e.body, "application/json", e.query}
		if e.upload {
			h.ContentType = "text/csv"
		}
		switch {
		case e.about == "":
		case e.body == "":
			page.Asks = append(page.Asks, h)
		default:
			if h.Try != "" {
				h.Path += "?" + h.Try
			}
			if len(h.Body) > longestShown {
				h.Body = ""
			}
			page.Posts = append(page.Posts, h)
		}
	}
	if page.Files, err = fs.Glob(england.Files(), "*"); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, "home.html", page); err != nil {
		return nil, fmt.Errorf("home page: %w", err)
	}
	return file("text/html; charset=utf-8", b.Bytes()), nil
}

// openCounts counts the bodies open on the first day of each financial year in
// which there were CCGs, and on the day after their end.
func (d *data) openCounts() []openCount {
	if d.ccgs.first.IsZero() || d.ccgs.last.IsZero() {
		return nil
	}
	var days []nhs.Date
	for year := d.ccgs.first.FinancialYear(); !year.First().After(d.ccgs.last); year = year.Next() {
		days = append(days, year.First())
	}
	days = append(days, d.ccgs.last.AddDays(1))
	var counts []openCount
	for _, day := range days {
		n := openCount{Day: day}
		for range d.index.CCGsOn(day) {
			n.CCGs++
		}
		for range d.index.ICBsOn(day) {
			n.ICBs++
		}
		counts = append(counts, n)
	}
	return counts
}
