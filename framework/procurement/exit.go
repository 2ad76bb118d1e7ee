package procurement

import (
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// An ExitRequest asks which ways are open to replace an arrangement that ends. Its value
// is in pounds.
type ExitRequest struct {
	// LastDay is the last day of the arrangement. The next contract is made on that day at
	// the latest.
	LastDay nhs.Date `json:"last_day"`
	// On is the day on which the question is asked; no date asks without one.
	On nhs.Date `json:"on,omitzero"`
	// Buyer is the kind of body that buys; "" is an integrated care board.
	Buyer BuyerClass `json:"authority_class,omitempty"`
	// Subject is what is bought; "" is commissioning support.
	Subject Subject `json:"subject,omitempty"`
	// CPV is the code of the main service.
	CPV string `json:"cpv,omitempty"`
	// Value is what the whole contract is worth; nil if unknown.
	Value *nhs.Money `json:"value,omitempty"`
	// VAT says whether Value includes the tax.
	VAT nhs.VATBasis `json:"vat,omitempty"`
}

// An ExitRoute is a way to replace an arrangement that ends.
type ExitRoute struct {
	// Name says what the way is.
	Name string `json:"name"`
	// Route is the route of procurement; "" if it is none.
	Route Route `json:"route,omitempty"`
	// Open says whether the law allows it in time. It is unknown where that turns on facts
	// or on an open question.
	Open nhs.Tristate `json:"open"`
	// If says when it is lawful.
	If string `json:"if"`
	// Start is the latest safe start under the law: the day of the first notice, with no
	// day for preparing or assessing. It is no date where the law sets none.
	Start nhs.Date `json:"latest_start,omitzero"`
	// Days are the notices and steps, each with its latest day.
	Days []ExitDay `json:"days,omitempty"`
	// Provision is where that stands.
	Provision string `json:"provision,omitempty"`
}

// An ExitDay is a step with its latest day.
type ExitDay struct {
	// Name says what has to happen.
	Name string `json:"name"`
	// By is the latest day.
	By nhs.Date `json:"by"`
}

// An exitPlanner knows the law of the last day.
type exitPlanner struct {
	ExitRequest
	law    Ruling
	buy    Procurement
	routes []ExitRoute
}

// ExitRoutes returns the ways to replace an arrangement that ends, each with the latest
// safe start under the law of its last day. Ways that are no procurement come first.
// Without a last day there is none.
func ExitRoutes(r ExitRequest) []ExitRoute {
	if r.LastDay.IsZero() {
		return nil
	}
	if r.Buyer == "" {
		r.Buyer = ICB
	}
	if r.Subject == "" {
		r.Subject = Support
	}
	x := exitPlanner{ExitRequest: r}
	x.buy = Procurement{Began: r.LastDay, Subject: r.Subject, AuthorityClass: r.Buyer, CPV: r.CPV, Value: r.Value, VAT: r.VAT}
	x.law = x.buy.Ruling()
	x.withoutContract()
	x.callOffs()
	x.competitions()
	x.directAwards()
	return x.routes
}

func (x *exitPlanner) add(r ExitRoute) {
	if len(r.Days) > 0 && r.Start.IsZero() {
		r.Start = r.Days[0].By
	}
	if !x.On.IsZero() && r.Open != nhs.No && (x.On.After(x.LastDay) || !r.Start.IsZero() && x.On.After(r.Start)) {
		r.Open = nhs.No
		r.If = "too late on " + x.On.String() + "; " + r.If
	}
	x.routes = append(x.routes, r)
}

func (x *exitPlanner) withoutContract() {
	x.add(ExitRoute{Name: "in house, with the staff who move", Route: InHouse, Open: nhs.Yes, If: "there is no contract; staff move by a transfer scheme or the rules on transfers of undertakings"})
	if !x.LastDay.Before(nhs.MustParseDate("2022-07-01")) {
		x.add(ExitRoute{Name: "a function exercised by another NHS body", If: "it is a function and not a support service, and both bodies may (SI 2022/642)", Provision: "National Health Service Act 2006, section 65Z5"})
	}
	switch x.law.Regulations {
	case PCR2015:
		x.add(ExitRoute{Name: "shared between authorities", If: "common public tasks, in the public interest alone, and less than 20% of the work on the open market", Provision: "Public Contracts Regulations 2015, regulation 12(7)"})
		x.add(ExitRoute{Name: "a body that the buyers own together", If: "control as over their own departments, more than 80% of its work for them, and no private capital", Provision: "Public Contracts Regulations 2015, regulation 12(1) to (5)"})
	case ProcurementAct:
		x.add(ExitRoute{Name: "shared between authorities", If: "common objectives in public functions, in the public interest alone, and no more than 20% other work over three years", Provision: "Procurement Act 2023, Schedule 2, paragraph 3"})
		x.add(ExitRoute{Name: "a body that the buyers own together", If: "control with seats on its board, more than 80% of its work for them, and public shareholders alone", Provision: "Procurement Act 2023, Schedule 2, paragraph 2"})
	}
	contract := ExitRoute{Name: "an NHS contract with a board, an NHS trust or NHS England", If: "both sides are bodies of section 9, which a foundation trust is not; " + arguable, Provision: "National Health Service Act 2006, section 9"}
	if x.Buyer == FoundationTrust || x.Buyer == LocalAuthority {
		contract.Open, contract.If = nhs.No, "the buyer is not a body of section 9"
	}
	x.add(contract)
}

func (x *exitPlanner) callOffs() {
	switch x.law.Regulations {
	case ProcurementAct:
		x.add(ExitRoute{Name: "call-off from a framework under the regulations of 2015", Route: FurtherCompetition, Start: x.LastDay, If: "the framework is alive, identifies the buyer and its lot covers the work; compete again, or award by its terms", Provision: "Public Contracts Regulations 2015, regulation 33, kept by SI 2024/716, regulation 5"})
		x.add(ExitRoute{Name: "call-off from a framework under the Act", Route: FurtherCompetition, Days: []ExitDay{{"contract award notice (UK6), on the day of the contract at the latest", x.LastDay}}, If: "the framework describes the buyer, and the supplier is not excluded", Provision: "Procurement Act 2023, sections 45, 46 and 50"})
	case PCR2006, PCR2015:
		x.add(ExitRoute{Name: "call-off from a framework", Route: FurtherCompetition, Start: x.LastDay, If: "the framework is alive, identifies the buyer and its lot covers the work", Provision: "Public Contracts Regulations, regulation 19 of 2006 or 33 of 2015"})
	}
}

var noticeNames = map[Regulations][2]string{
	ProcurementAct: {"tender notice (UK4)", "contract award notice (UK6)"},
	PCR2015:        {"contract notice", "notice of the decision to bidders"},
	PCR2006:        {"contract notice", "notice of the decision to bidders"},
	PSR2023:        {"", "notice of intention"},
}

// compete adds a competition, with its latest days counted back from the contract.
func (x *exitPlanner) compete(name string, route Route, c Conditions, prior int, when string) {
	buy := x.buy
	buy.Route = route
	f, ok := buy.floor(c)
	if !ok {
		return
	}
	names := noticeNames[f.law]
	at := x.LastDay
	var days []ExitDay
	if f.standstill {
		at = latestNotice(at, f.law)
		days = append(days, ExitDay{names[1], at})
	}
	if f.law != PSR2023 {
		if f.least.Requests > 0 {
			at = f.least.starts(at, f.least.Tenders)
			days = append(days, ExitDay{"invitation to tender", at})
			at = f.least.starts(at, f.least.Requests)
		} else {
			at = f.least.starts(at, f.least.Tenders)
		}
		days = append(days, ExitDay{names[0], at})
	}
	if prior > 0 {
		days = append(days, ExitDay{"planned procurement notice (UK3)", at.AddDays(-prior)})
	}
	slices.Reverse(days)
	provision := f.least.Provision
	if provision == "" {
		provision = provisionOf(f.law)
	}
	x.add(ExitRoute{Name: name, Route: route, Open: nhs.Yes, If: when, Days: days, Provision: provision})
}

func (x *exitPlanner) competitions() {
	switch {
	case x.law.Regime == LightTouch && x.law.Regulations == ProcurementAct:
		x.add(ExitRoute{Name: "light touch", Route: CompetitiveFlexible, Open: nhs.Yes, Days: []ExitDay{{"tender notice (UK4)", x.LastDay}, {"contract award notice (UK6), on the day of the contract at the latest", x.LastDay}}, If: "the main purpose is listed; the law sets no least time and no standstill, but time must be reasonable", Provision: actLight})
		return
	case x.law.Regulations == PSR2023:
		x.compete("the existing provider goes on (process C)", ProviderC, usual, 0, "no considerable change, and the provider is doing well")
		x.mostSuitable()
		x.compete("competition under the provider selection regime", ProviderCompetitive, usual, 0, "time must be reasonable")
		return
	}
	const online = "everything is online and there is a day to assess"
	x.compete("open procedure", Open, usual, 0, online)
	x.compete("restricted procedure", Restricted, usual, 0, online)
	x.compete("competitive procedure with negotiation", CompetitiveWithNegotiation, usual, 0, online)
	x.compete("competitive flexible procedure in two stages", CompetitiveFlexible, usual, 0, online)
	if x.law.Regulations == ProcurementAct {
		selected := usual
		selected.Preselected = true
		x.compete("competitive flexible procedure, suppliers selected beforehand", CompetitiveFlexible, selected, 0, "the buyer is not central, and only those selected may tender")
		planned := usual
		planned.PriorNotice = true
		x.compete("open procedure after a planned procurement notice", Open, planned, 40, "the notice was out 40 days to 12 months before the tender notice")
	}
	below := ExitRoute{Name: "below the threshold", Route: BelowThreshold, If: "the estimate is honest and nothing was split", Provision: x.law.Provision}
	m := x.buy.measureOn(x.LastDay)
	switch m.reached {
	case nhs.No:
		below.Open = nhs.Yes
	case nhs.Yes:
		below.Open, below.If = nhs.No, "the value has reached the threshold of "+m.t.Amount.String()
	}
	x.add(below)
}

func (x *exitPlanner) mostSuitable() {
	intention := latestNotice(x.LastDay, PSR2023)
	x.add(ExitRoute{
		Name: "most suitable provider process", Route: MostSuitable, Open: nhs.Yes, If: "the buyer can name the provider without a competition",
		Days:      []ExitDay{{"notice that the process will be used, 14 days ahead", intention.AddDays(-14)}, {"notice of intention", intention}},
		Provision: "Provider Selection Regime Regulations 2023, regulations 10 and 12",
	})
}

func (x *exitPlanner) directAwards() {
	switch x.law.Regulations {
	case ProcurementAct:
		if x.law.Regime != LightTouch {
			at := latestNotice(x.LastDay, ProcurementAct)
			x.add(ExitRoute{Name: "direct award to a single supplier", Route: Unadvertised, If: "one of the grounds is proven", Days: []ExitDay{{"transparency notice (UK5), before the award notice", at}, {"contract award notice (UK6)", at}}, Provision: SingleSupplier.Provision(ProcurementAct)})
		}
		x.add(ExitRoute{Name: "direct award for urgency", Route: Unadvertised, Open: nhs.No, If: "an end that was announced beforehand is neither unforeseeable nor unavoidable", Provision: Urgency.Provision(ProcurementAct)})
		x.add(ExitRoute{Name: "a change to an existing outside contract", Route: Extension, If: "the change is permitted; a change notice (UK10) first, unless it is 10% or less", Provision: "Procurement Act 2023, sections 74 and 75"})
	case PCR2015:
		x.add(ExitRoute{Name: "a change to an existing outside contract", Route: Extension, If: "the change is permitted", Provision: "Public Contracts Regulations 2015, regulation 72"})
	}
}
