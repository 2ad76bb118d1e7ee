package sla

import (
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// A PublicView is what the public may see of an agreement on a day, and what follows from
// that. All of it is calculated from the redacted agreement. Two agreements that differ
// only in what is withheld have exactly the same view. Figures that depend on something
// withheld are not shown.
type PublicView struct {
	// On is the day; the zero date means that no end of withholding has passed.
	On nhs.Date `json:"on,omitzero"`
	// Agreement is the redacted agreement.
	Agreement Agreement `json:"agreement"`
	// Withheld are the parts that are not shown, and why.
	Withheld []Withheld `json:"withheld"`
	// Charges is what the agreement costs; nil if not shown.
	Charges *Schedule `json:"charges,omitempty"`
	// KPIs are the wholly public indicators.
	KPIs []KPIPerformance `json:"kpis"`
	// Findings are those of the rules that nothing withheld affects.
	Findings rule.Findings `json:"findings"`
	// NotShown are the figures left out, and what they depend on.
	NotShown []NotShown `json:"not_shown"`
}

// A NotShown is a figure that a [PublicView] leaves out.
type NotShown struct {
	// Figure is the member of the view: charges, kpis or findings.
	Figure string `json:"figure"`
	// Because are the withheld parts that it depends on.
	Because []rule.Pointer `json:"because"`
}

// View returns what the public may see of the agreement on the day. The error is
// that of [Redact].
func View(a *Agreement, on nhs.Date) (PublicView, error) {
	public, withheld, err := Redact(a, on)
	if err != nil {
		return PublicView{}, err
	}
	v := PublicView{On: on, Agreement: public, Withheld: withheld, KPIs: []KPIPerformance{}, Findings: rule.Findings{}, NotShown: []NotShown{}}
	if withheld == nil {
		v.Withheld = []Withheld{}
	}
	if because := v.touching(chargeInputs...); because != nil {
		v.NotShown = append(v.NotShown, NotShown{"charges", because})
	} else if s, err := Charges(&public); err == nil {
		v.Charges = &s
	}
	hidden := placesOf(withheld)
	v.measure(hidden)
	v.find(on, hidden)
	return v, nil
}

// chargeInputs are the places that [Charges] reads; "*" is any index.
var chargeInputs = []rule.Pointer{
	"/id", "/term/starts", "/term/ends", "/indexation", "/variations", "/customers",
	"/lines/*/id", "/lines/*/price", "/lines/*/volumes",
}

// touching returns the withheld parts that contain one of the places or lie in it.
func (v *PublicView) touching(places ...rule.Pointer) []rule.Pointer {
	var list []rule.Pointer
	for i := range v.Withheld {
		for _, p := range places {
			if overlap(v.Withheld[i].Path, p) {
				list = append(list, v.Withheld[i].Path)
				break
			}
		}
	}
	return list
}

// overlap reports whether one of the places contains the other; "*" stands for any step.
func overlap(p, q rule.Pointer) bool {
	for p != "" && q != "" {
		x, y := firstStep(p), firstStep(q)
		if x != y && x != "/*" && y != "/*" {
			return false
		}
		p, q = p[len(x):], q[len(y):]
	}
	return true
}

func firstStep(p rule.Pointer) rule.Pointer {
	for i := 1; i < len(p); i++ {
		if p[i] == '/' {
			return p[:i]
		}
	}
	return p
}

// places maps each withheld part to true, and what contains it to false.
type places map[rule.Pointer]bool

func placesOf(withheld []Withheld) places {
	set := make(places)
	for i := range withheld {
		p := withheld[i].Path
		set[p] = true
		for p != "" {
			if p = p.Parent(); !set[p] {
				set[p] = false
			}
		}
	}
	return set
}

// touches reports whether a withheld part contains the place or lies in it.
func (s places) touches(p rule.Pointer) bool {
	if _, holds := s[p]; holds {
		return true
	}
	for p != "" && !s[p] {
		p = p.Parent()
	}
	return s[p]
}

// measure adds the wholly public indicators.
func (v *PublicView) measure(hidden places) {
	for i := range v.Agreement.Lines {
		l := &v.Agreement.Lines[i]
		for j := range l.KPIs {
			at := rule.PointerOf("lines", i, "kpis", j)
			if !hidden.touches(at) && !hidden.touches(rule.PointerOf("lines", i, "id")) && len(v.KPIs) < maxKPIs {
				v.KPIs = append(v.KPIs, l.KPIs[j].assess(l.ID, at, ChartOptions{}))
			}
		}
	}
	if because := v.touching("/lines/*/id", "/lines/*/kpis"); because != nil {
		v.NotShown = append(v.NotShown, NotShown{"kpis", because})
	}
}

// find adds the findings that no withheld part affects. Findings about the disclosure
// itself are public.
func (v *PublicView) find(on nhs.Date, hidden places) {
	misled := make(map[rule.ID]bool)
	for id, read := range alsoRead {
		misled[id] = v.touching(read...) != nil
	}
	for _, f := range AgreementRules().Check(&v.Agreement, rule.Options{AsOf: on}).Findings {
		touched := misled[f.Rule] || hidden.touches(f.Path)
		for _, p := range f.Related {
			touched = touched || hidden.touches(p.Path)
		}
		if !touched || f.Path.HasPrefix("/disclosure") {
			v.Findings = append(v.Findings, f)
		}
	}
	if len(v.Withheld) > 0 {
		v.NotShown = append(v.NotShown, NotShown{"findings", v.touching("")})
	}
}

// alsoRead are the places that a rule reads beside those named by its findings. Without
// them its findings would be false.
var alsoRead = map[rule.ID][]rule.Pointer{
	RuleFirstTerm:        {"/signed", "/call_off", "/term/exception"},
	RuleFirstDeadline:    {"/signed", "/call_off", "/term/exception"},
	RuleFinalDeadline:    {"/signed", "/call_off"},
	RuleRetender:         {"/term/starts", "/term/ends", "/call_off"},
	RuleBasis:            {"/term/starts", "/customers/*/kind"},
	RuleScope:            {"/lines/*/scope_text"},
	RuleRedesignRole:     {"/lines/*/scope", "/lines/*/scope_text"},
	RuleMessages:         {"/term/starts"},
	RuleReviews:          {"/term/starts"},
	RuleNotices:          {"/notices/*/happened"},
	RuleSkills:           {"/exit/skills"},
	RuleExtension:        {"/term/ends"},
	RulePrices:           {"/lines/*/id", "/lines/*/price", "/lines/*/volumes", "/variations", "/indexation", "/term", "/customers"},
	RuleShares:           {"/customers/*/id"},
	RuleReferences:       {"/lines/*/id"},
	RuleRiskShare:        {"/risk_share"},
	RuleLastResort:       {"/steps"},
	RuleCSUSigns:         {"/term/starts"},
	RuleCSUClosure:       {"/term/ends"},
	RuleCCGClosure:       {"/term/ends"},
	RuleFinalDecision:    {"/term/starts"},
	RuleLiability:        {"/term/starts"},
	RuleRetainedPerson:   {"/term/starts"},
	RuleProcurementAgent: {"/term/starts"},
}
