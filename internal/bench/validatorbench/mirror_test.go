package validatorbench

import (
	"github.com/go-playground/validator/v10"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/sla"
)

// The types below hold what an sla.Agreement does, as plainly as possible: money
// in pence, rates in hundredths of a penny, figures in millionths, days as
// numbers that order as the days do, so that the comparison measures checking
// and not decimals. The tags say what the rules of package sla want; what needs
// more than one member is in checkAgreement.

type agreement struct {
	Provider   provider   `validate:"required"`
	Customers  []customer `validate:"min=1,dive"`
	Lead       string     `validate:"required_with=Liability"`
	Liability  string     `validate:"omitempty,eq=each-customer"` // CCG-10
	Basis      string     `validate:"required"`
	CallOff    string
	Signed     int
	Starts     int `validate:"required,gte=20130401"` // SLA-01, CSU-08
	Ends       int `validate:"required,gtefield=Starts"`
	Notice     int `validate:"min=1"` // SLA-20
	Breaks     []int
	Planned    int
	Tender     int
	Goals      []goal `validate:"dive"`
	Person     string `validate:"required"` // CCG-11
	Lines      []line `validate:"min=1,dive"`
	Index      []int
	CreditCap  int64       `validate:"min=0,max=100000000000000"` // SLA-19
	Baseline   int64       `validate:"required"`                  // SLA-31
	Gain       []shareBand `validate:"dive"`
	Pain       []shareBand `validate:"dive"`
	Triggers   []trigger   `validate:"dive"`
	Every      string      `validate:"eq=monthly"` // SLA-16
	Survey     string      `validate:"oneof=quarterly monthly"`
	ExitPlan   string      `validate:"required"` // SLA-20
	ExitStaff  string      `validate:"required"`
	Disclosure string      `validate:"omitempty,eq=public"` // SLA-22
}

type provider struct {
	ID       string `validate:"required"`
	Kind     string
	SignedBy string
}

type customer struct {
	ID    string `validate:"required"`
	Kind  string `validate:"ne=csu"`                    // CSU-12
	Share int64  `validate:"min=0,max=100000000000000"` // SLA-28
}

type goal struct {
	Text   string `validate:"required"` // SLA-09
	Target string `validate:"required"`
}

type line struct {
	ID        string `validate:"required"`
	Service   string `validate:"required"`
	Nature    string
	Scope     string `validate:"required_if=Service contract-management,omitempty,oneof=signing monitoring negotiating"` // SLA-11
	Role      string `validate:"required_if=Service service-redesign,omitempty,oneof=advice communications design"`      // SLA-12
	Skills    string `validate:"required_if=Nature transformational"`                                                    // SLA-23
	Decision  string `validate:"ne=provider"`                                                                            // CCG-09
	Procures  bool
	Assurance string `validate:"required_if=Procures true"` // CCG-12
	Price     *price `validate:"required"`                  // SLA-01
	KPIs      []kpi  `validate:"dive"`
}

type price struct {
	Kind   string `validate:"oneof=fixed per-head per-unit cost-and-volume"` // SLA-26
	Amount *int64 `validate:"required_if=Kind fixed,omitempty,min=0"`
	Rate   *int64 `validate:"required_if=Kind per-head,omitempty,min=0"`
	People int64  `validate:"required_if=Kind per-head,min=0,max=1000000000"`
	Volume int64  `validate:"min=0,max=1000000000"`
	Bands  []band `validate:"required_if=Kind per-unit,dive"`
}

type band struct {
	From int64 `validate:"min=1"`
	To   int64 `validate:"omitempty,gtefield=From"`
	Rate int64 `validate:"min=0"`
}

type kpi struct {
	ID        string `validate:"required"`
	Measure   string `validate:"required"` // SLA-14
	Family    string
	Target    int64    `validate:"required,min=0,max=100000000"`
	Source    string   `validate:"required"`
	Frequency string   `validate:"required"`
	Credit    int64    `validate:"min=0,max=100000000000000"` // SLA-19
	Results   []result `validate:"dive"`
}

type result struct {
	From        int   `validate:"required"` // SLA-27
	To          int   `validate:"required,gtefield=From"`
	Numerator   int64 `validate:"min=0,ltefield=Denominator"` // SLA-18
	Denominator int64 `validate:"gt=0"`
}

type shareBand struct {
	From     int64 `validate:"min=0"`
	To       int64 `validate:"gtfield=From"`
	Provider int64 `validate:"min=0,max=100000000000000"`
}

type trigger struct {
	Baseline  int64 `validate:"required"`
	Tolerance int64 `validate:"min=0"`
}

func newValidator() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterStructValidation(checkAgreement, agreement{})
	v.RegisterStructValidation(checkLine, line{})
	v.RegisterStructValidation(checkPrice, price{})
	v.RegisterStructValidation(checkKPI, kpi{})
	return v
}

// monthsAfter adds months to a day such as 20130401, the first of a month.
func monthsAfter(d, n int) int {
	m := d/100%100 - 1 + n
	return d/10000*10000 + m/12*10000 + (m%12+1)*100 + d%100
}

func checkAgreement(sl validator.StructLevel) {
	a := sl.Current().Interface().(agreement)
	report := func(field any, name string) { sl.ReportError(field, name, name, "rule", "") }
	csu := a.Provider.Kind == "csu"
	if csu && a.CallOff == "" {
		switch {
		case a.Signed >= 20121101 && a.Signed <= 20130821 && a.Ends >= monthsAfter(a.Starts, 18): // SLA-04
			report(a.Ends, "Ends")
		case a.Signed >= 20130822 && a.Signed <= 20160331 && a.Ends > 20160331: // SLA-06
			report(a.Ends, "Ends")
		}
		if a.Starts <= 20160731 && a.Ends >= 20151101 { // SLA-07
			if a.Planned == 0 || a.Planned > 20160331 {
				report(a.Planned, "Planned")
			}
			if a.Tender == 0 || a.Tender > 20160731 {
				report(a.Tender, "Tender")
			}
		}
	}
	if csu && a.Basis != "nhs-contract" { // SLA-08
		report(a.Basis, "Basis")
	}
	if csu && a.Basis == "binding-contract" && (a.Provider.SignedBy == "" || a.Provider.SignedBy == a.Provider.ID) { // CSU-12
		report(a.Provider.SignedBy, "SignedBy")
	}
	if a.Ends >= monthsAfter(a.Starts, 18) && len(a.Goals) == 0 { // SLA-09
		report(a.Goals, "Goals")
	}
	if a.Ends >= monthsAfter(a.Starts, 60) && len(a.Breaks) == 0 { // SLA-10
		report(a.Breaks, "Breaks")
	}
	for _, b := range a.Breaks { // SLA-27
		if b < a.Starts || b > a.Ends {
			report(b, "Breaks")
		}
	}
	for _, d := range a.Index {
		if d < a.Starts || d > a.Ends {
			report(d, "Index")
		}
	}
	sum, lead := int64(0), false
	for i := range a.Customers { // SLA-28
		sum += a.Customers[i].Share
		lead = lead || a.Customers[i].ID == a.Lead
	}
	if sum != 100_000_000_000_000 {
		report(a.Customers, "Customers")
	}
	if !lead {
		report(a.Lead, "Lead")
	}
	transactional, transformational, complete := 0, 0, false
	for i := range a.Lines {
		l := &a.Lines[i]
		switch l.Nature { // SLA-24
		case "transactional":
			transactional++
		case "transformational":
			transformational++
		}
		for j := range i { // SLA-29
			if a.Lines[j].ID == l.ID {
				report(l.ID, "ID")
			}
		}
		for j := range l.KPIs { // SLA-14 and SLA-27
			k := &l.KPIs[j]
			complete = complete || k.Measure != "" && k.Source != "" && k.Frequency != ""
			for n := range k.Results {
				if r := &k.Results[n]; r.From < a.Starts || r.To > a.Ends {
					report(r.From, "From")
				}
			}
		}
	}
	if !complete || transformational == 0 && 2*transactional > len(a.Lines) {
		report(a.Lines, "Lines")
	}
}

func checkLine(sl validator.StructLevel) {
	l := sl.Current().Interface().(line)
	switch l.Service { // SLA-17
	case "complaints", "serious-incidents", "claims", "ifr":
		if len(l.KPIs) == 0 {
			sl.ReportError(l.KPIs, "KPIs", "KPIs", "rule", "")
		}
	}
}

func checkPrice(sl validator.StructLevel) {
	p := sl.Current().Interface().(price)
	next := int64(1)
	for i := range p.Bands { // SLA-26
		if p.Bands[i].From != next {
			sl.ReportError(p.Bands[i].From, "From", "From", "rule", "")
		}
		next = p.Bands[i].To + 1
	}
}

func checkKPI(sl validator.StructLevel) {
	k := sl.Current().Interface().(kpi)
	if k.Family == "messages" && (k.Target < 100_000_000 || k.Frequency != "monthly") { // SLA-15
		sl.ReportError(k.Target, "Target", "Target", "rule", "")
	}
	for n := 1; n < len(k.Results); n++ { // SLA-27
		if k.Results[n].From <= k.Results[n-1].To {
			sl.ReportError(k.Results[n].From, "From", "From", "rule", "")
		}
	}
}

// mirror returns the agreement in the types of this file.
func mirror(a *sla.Agreement) *agreement {
	m := &agreement{
		Provider: provider{string(a.Provider.ID), string(a.Provider.Kind), string(a.Provider.SignedBy)},
		Basis:    string(a.Basis), CallOff: a.CallOff, Signed: number(a.Signed), Starts: number(a.Term.Starts), Ends: number(a.Term.Ends), Notice: a.Term.NoticeMonths,
		Planned: number(a.Procurement.NextPlanned), Tender: number(a.Procurement.NextTender),
		Every: string(a.Reviews.Every), Survey: string(a.Reviews.SurveyEvery), ExitPlan: a.Exit.Plan, ExitStaff: a.Exit.Staff, Disclosure: string(a.Disclosure.Default),
	}
	if a.Sharing != nil {
		m.Lead, m.Liability = string(a.Sharing.Lead), string(a.Sharing.Liability)
	}
	if a.RetainedDecision != nil {
		m.Person = a.RetainedDecision.Name
	}
	if a.Credits != nil && a.Credits.Cap != nil {
		m.CreditCap = perCent(a.Credits.Cap)
	}
	for _, b := range a.Term.Breaks {
		m.Breaks = append(m.Breaks, number(b.On))
	}
	for _, x := range a.Indexation {
		m.Index = append(m.Index, number(x.From))
	}
	for _, c := range a.Customers {
		m.Customers = append(m.Customers, customer{string(c.ID), string(c.Kind), perCent(c.Share)})
	}
	for _, g := range a.Goals {
		m.Goals = append(m.Goals, goal{g.Text, g.Target})
	}
	for _, t := range a.Triggers {
		m.Triggers = append(m.Triggers, trigger{millionths(t.Baseline), perCent(t.Tolerance)})
	}
	if r := a.RiskShare; r != nil {
		if r.Baseline != nil {
			m.Baseline, _ = r.Baseline.Pence()
		}
		bands := func(list []sla.ShareBand) (out []shareBand) {
			for _, b := range list {
				out = append(out, shareBand{perCent(&b.From), perCent(b.To), perCent(&b.Provider)})
			}
			return out
		}
		m.Gain, m.Pain = bands(r.Gain), bands(r.Pain)
	}
	for i := range a.Lines {
		m.Lines = append(m.Lines, mirrorLine(&a.Lines[i]))
	}
	return m
}

func mirrorLine(l *sla.Line) line {
	m := line{ID: l.ID, Service: string(l.Service), Nature: string(l.Nature), Scope: l.Scope, Role: l.Role, Skills: l.Skills, Decision: string(l.Decision)}
	if l.HealthProcurement != nil {
		m.Procures, m.Assurance = true, l.HealthProcurement.Assurance
	}
	if p := l.Price; p != nil {
		m.Price = &price{Kind: string(p.Kind), People: p.People}
		if p.Amount != nil {
			n, _ := p.Amount.Pence()
			m.Price.Amount = &n
		}
		if p.Rate != nil {
			n := p.Rate.Decimal().CoefficientInt64()
			m.Price.Rate = &n
		}
		if p.Volume != nil {
			m.Price.Volume = *p.Volume
		}
		for _, b := range p.Bands {
			m.Price.Bands = append(m.Price.Bands, band{b.From, b.To, b.Rate.Decimal().CoefficientInt64()})
		}
	}
	for _, k := range l.KPIs {
		one := kpi{ID: k.ID, Measure: k.Measure, Family: string(k.Family), Target: millionths(k.Target), Source: k.Source, Frequency: string(k.Frequency)}
		if k.Credit != nil {
			one.Credit = perCent(k.Credit.Percent)
		}
		for _, r := range k.Results {
			one.Results = append(one.Results, result{number(r.From), number(r.To), millionths(r.Numerator), millionths(r.Denominator)})
		}
		m.KPIs = append(m.KPIs, one)
	}
	return m
}

func number(d nhs.Date) int { return d.Year()*10000 + int(d.Month())*100 + d.Day() }

// perCent returns trillionths of a per cent.
func perCent(p *nhs.Percent) int64 {
	if p == nil {
		return 0
	}
	return p.Decimal().Shift(12).IntPart()
}

func millionths(f *sla.Number) int64 {
	if f == nil {
		return 0
	}
	p, err := nhs.ParsePercent(f.String())
	if err != nil {
		return 0
	}
	return p.Decimal().Shift(6).IntPart()
}
