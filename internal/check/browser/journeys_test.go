package browser

import "testing"

// TestGoToADay changes the day of the home page.
func TestGoToADay(t *testing.T) {
	journey(t, "/?as_of=2015-04-01", func(h hand) {
		h.sees("#on-the-day + .tiles", "209")
		h.fill("#as_of", "2013-04-01")
		h.press("form.fields button")
		h.sees("#on-the-day", "1 April 2013")
		h.sees("#on-the-day + .tiles", "CCGs open 211", "CSUs operating 19", "£25.00")
		h.follow(`.chips a[href="/?as_of=2022-07-01"]`)
		h.sees("#on-the-day + .tiles", "CCGs open 0", "ICBs open 42")
	})
}

// TestFollowAUnit goes from a plan of 2012 by the picture to the unit that does its
// work today.
func TestFollowAUnit(t *testing.T) {
	journey(t, "/", func(h hand) {
		h.follow(`header nav a[href="/csus"]`)
		h.follow(`svg a[href^="/csus/best-west-css"]`)
		h.sees("h1", "Best West")
		h.follow(`svg a[href^="/csus/south-west"]`)
		h.sees("main", "Bristol", "Confidence")
		h.follow(`svg a[href^="/csus/south-central-west"]`)
		h.sees("h1", "South, Central and West")
		h.sees("main .facts", "still open")
	})
}

// TestFollowAUnitToItsEnd goes by the table of steps.
func TestFollowAUnitToItsEnd(t *testing.T) {
	journey(t, "/csus/anglia", func(h hand) {
		h.sees("main", "was followed by")
		h.follow(`table a[href="/csus/north-east-london"]`)
		h.follow(`table a[href="/csus/nel"]`)
		h.sees("main .facts", "31 October 2021")
	})
}

// TestFindACCG looks a group up by name and follows it to those that came after.
func TestFindACCG(t *testing.T) {
	journey(t, "/ccgs", func(h hand) {
		h.fill("#q", "darlington")
		h.press("form.fields button")
		h.follow(`main table a[href^="/ccgs/00C"]`)
		h.sees("h1", "Darlington")
		h.follow(`table a[href^="/ccgs/16C"]`)
		h.sees("h1", "Tees Valley")
		h.follow(`table a[href^="/icbs/QHM"]`)
		h.sees("h1", "North East and North Cumbria")
	})
}

// TestPlanToBuy reads who won the framework and plans to buy from it.
func TestPlanToBuy(t *testing.T) {
	journey(t, "/frameworks", func(h hand) {
		h.follow(`main table a[href^="/frameworks/lpf"]`)
		h.sees(`section[aria-labelledby="lots"]`, "Lot 1", "North of England CSU", "won", "Yorkshire and Humber CSU", "refused")
		h.fill("#start", "2015-06-01")
		h.fill("#value", "500000")
		h.choose("#vat", "without")
		h.press(`section[aria-labelledby="planner"] form button`)
		h.sees(`section[aria-labelledby="planner"]`, "Stages from 1 June 2015", "by further competition", "full tender")
		if eval[int](h.t, h.tab, `document.querySelectorAll('section[aria-labelledby="planner"] svg rect').length`) < 10 {
			h.t.Error("no chart of the timetable")
		}
	})
}

// TestTryARule filters the catalogue, opens a rule and breaks it.
func TestTryARule(t *testing.T) {
	journey(t, "/rules", func(h hand) {
		h.fill("#q", "goals")
		h.choose("#subject", "SLA")
		h.press("form.fields button")
		h.follow(`main table a[href="/rules/SLA-09"]`)
		good := eval[string](h.t, h.tab, `document.querySelector('pre[aria-label*="keeps"]').textContent`)
		bad := eval[string](h.t, h.tab, `document.querySelector('pre[aria-label*="breaks"]').textContent`)
		h.fill("#document", bad)
		h.press(`form[method="post"] button`)
		h.sees("#result", "1 finding", "goal")
		h.audits()
		h.visit(h.t, "/rules/SLA-09")
		h.fill("#document", good)
		h.press(`form[method="post"] button`)
		h.sees("#result", "Nothing found")
		h.expected = "/rules/SLA-09"
		h.fill("#document", `{"id": `)
		h.press(`form[method="post"] button`)
		h.sees("#result", "could not be read", "line 1")
	})
}

// TestRead reads a lesson and goes on to the next.
func TestRead(t *testing.T) {
	journey(t, "/", func(h hand) {
		h.follow(`header nav a[href="/learn"]`)
		h.follow(`main a[href="/learn/csus"]`)
		h.sees("main", "CSU")
		if n := eval[int](h.t, h.tab, `document.querySelectorAll("main h2").length`); n < 2 {
			h.t.Errorf("the lesson has %d headings", n)
		}
		h.follow(`main nav a[href="/learn"]`)
		h.follow(`main a[href="/learn/glossary"]`)
		h.sees("main", "commissioning support unit")
	})
}
