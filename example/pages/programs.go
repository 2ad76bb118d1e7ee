package pages

import (
	"io/fs"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/web"
	"github.com/opencommissioning/commissioning/nhs"
)

// apiPage is what the page at /api shows.
type apiPage struct {
	Counts      []openCount
	Rules       int
	Asks, Posts []apiEndpoint
	Files       []string
}

// An openCount is how many bodies were open on a day.
type openCount struct {
	Day         nhs.Date
	CCGs, ICBs  int
	CSUs, MayBe int // units at work, and how many more there can have been
}

type apiEndpoint struct {
	Method, Path, About, Try string
	Body                     string // none where it is too long to show
	ContentType              string // of the body
	Query                    []web.Parameter
}

// longestShown is how many bytes of an example body the page shows; longer ones
// are at /v1/examples.
const longestShown = 1500

// apiPage lists what programs can ask.
func (d *data) apiPage(*web.Request) (page, error) {
	shown := apiPage{Rules: len(d.Rules), Counts: d.openCounts()}
	for _, e := range d.operations {
		row := apiEndpoint{e.Method, e.Path, e.Summary, e.Example, e.Body, "application/json", e.Query}
		if e.IsUpload() {
			row.ContentType = "text/csv"
		}
		switch {
		case e.Summary == "":
		case e.Body == "":
			shown.Asks = append(shown.Asks, row)
		default:
			row.Path = e.Target()
			if len(row.Body) > longestShown {
				row.Body = ""
			}
			shown.Posts = append(shown.Posts, row)
		}
	}
	var err error
	if shown.Files, err = fs.Glob(england.Files(), "*"); err != nil {
		return page{}, err
	}
	return page{
		Template: "api", Title: "For programs", JSON: "/version", Data: shown,
		Lead: "Everything on these pages is also available as JSON, and every list as CSV. No registration is needed.",
	}, nil
}

// openCounts counts the bodies open on the first day of each financial year in
// which there were CCGs, and on the day after their end.
func (d *data) openCounts() []openCount {
	if d.CCGs.First.IsZero() || d.CCGs.Last.IsZero() {
		return nil
	}
	var days []nhs.Date
	for year := d.CCGs.First.FinancialYear(); !year.First().After(d.CCGs.Last); year = year.Next() {
		days = append(days, year.First())
	}
	days = append(days, d.CCGs.Last.AddDays(1))
	var counts []openCount
	for _, day := range days {
		counts = append(counts, d.countOn(day))
	}
	return counts
}

func (d *data) countOn(day nhs.Date) openCount {
	units := d.Market.CSUs.On(day)
	n := openCount{Day: day, CSUs: units.Certain, MayBe: units.Possible}
	for range d.Index.CCGsOn(day) {
		n.CCGs++
	}
	for range d.Index.ICBsOn(day) {
		n.ICBs++
	}
	return n
}

// countMonths counts on the first of each month from the first CCG until there
// were none.
func (d *data) countMonths() []openCount {
	if d.CCGs.First.IsZero() || d.CCGs.Last.IsZero() {
		return nil
	}
	var counts []openCount
	for day := d.CCGs.First; !day.After(d.CCGs.Last.AddDays(1)); day = day.AddMonths(1) {
		counts = append(counts, d.countOn(day))
	}
	return counts
}
