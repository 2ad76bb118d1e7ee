package cli

import (
	"strings"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/service"
	"github.com/opencommissioning/commissioning/sla"
)

const formatICS = "ics"

var planCommand = command{
	name:  "plan",
	args:  "[AGREEMENT]",
	about: "Show the ways to replace an agreement that ends, each with its latest safe start",
	more: `
AGREEMENT is a service level agreement as JSON, or - for standard input; its last day
and its service lines are read from it. Without it give -last-day. The law is that of
the last day. -format ics gives a calendar file. A start is the day of the first notice,
with no day for preparing or assessing.`,
	run:     runPlan,
	formats: []string{formatICS},
	flags: func(in *invocation) {
		in.flags.TextVar(&in.planOn, "on", nhs.Date{}, "close the ways that are too late on this `day`")
		in.flags.TextVar(&in.planLast, "last-day", nhs.Date{}, "the last `day` of the agreement")
		in.flags.StringVar(&in.planBuyer, "buyer", string(procurement.ICB), "the `class` of buyer, such as icb or nhs-trust")
		in.flags.StringVar(&in.planValue, "value", "", "what the next contract is worth, in `pounds`")
		in.flags.StringVar(&in.planVAT, "vat", "", "whether the value has VAT: included or excluded")
		in.flags.StringVar(&in.planCPV, "cpv", "", "the `code` of the main service")
		in.flags.StringVar(&in.planSubject, "subject", string(procurement.Support), "`what` is bought: commissioning-support, clinical or other-listed")
	},
}

type planOptions struct {
	planOn, planLast                                    nhs.Date
	planBuyer, planValue, planVAT, planCPV, planSubject string
}

// A planned agreement is what ends, and how it can be replaced.
type planned struct {
	Agreement string                  `json:"agreement,omitempty"`
	LastDay   nhs.Date                `json:"last_day"`
	Lines     []service.ID            `json:"lines,omitempty"`
	Staff     string                  `json:"staff,omitempty"`
	Law       procurement.Law         `json:"law"`
	Routes    []procurement.ExitRoute `json:"routes"`
}

func runPlan(in *invocation) error {
	p, q, err := in.planRequest()
	if err != nil {
		return err
	}
	buy := procurement.Procurement{Began: q.LastDay, Subject: q.Subject, AuthorityClass: q.Buyer, CPV: q.CPV, Value: q.Value, VAT: q.VAT}
	p.LastDay, p.Law, p.Routes = q.LastDay, buy.Law(), procurement.ExitRoutes(q)
	switch in.format {
	case formatJSON:
		return in.json(p)
	case formatICS:
		in.printf("%s", procurement.ExitCalendar(p.Agreement, p.LastDay, p.Routes))
		return nil
	case formatCSV:
		rows := [][]string{{"name", "route", "open", "latest_start", "if", "provision"}}
		for _, r := range p.Routes {
			rows = append(rows, []string{r.Name, string(r.Route), r.Open.String(), dateText(r.Start), r.If, r.Provision})
		}
		return in.csv(rows)
	}
	in.writePlan(p)
	return nil
}

// planRequest reads the agreement and the options.
func (in *invocation) planRequest() (p planned, q procurement.ExitRequest, err error) {
	q = procurement.ExitRequest{
		LastDay: in.planLast, On: in.planOn, Buyer: procurement.BuyerClass(in.planBuyer), Subject: procurement.Subject(in.planSubject),
		CPV: in.planCPV, VAT: nhs.VATBasis(in.planVAT),
	}
	switch {
	case len(in.args) > 1:
		return p, q, usagef("%d agreements; want one at the most", len(in.args))
	case !q.Buyer.IsKnown():
		return p, q, usagef("-buyer %q; want one of %q", in.planBuyer, procurement.BuyerClasses())
	case q.Subject != procurement.Support && q.Subject != procurement.Clinical && q.Subject != procurement.OtherListed:
		return p, q, usagef("-subject %q; want commissioning-support, clinical or other-listed", in.planSubject)
	case q.VAT != "" && q.VAT != nhs.WithVAT && q.VAT != nhs.WithoutVAT:
		return p, q, usagef("-vat %q; want included or excluded", in.planVAT)
	}
	if in.planValue != "" {
		value, err := nhs.ParseMoney(in.planValue)
		if err != nil {
			return p, q, usagef("-value: %v", err)
		}
		if value.Sign() < 0 {
			return p, q, usagef("-value %s; want zero or more", value)
		}
		q.Value = &value
	}
	if len(in.args) == 1 {
		body, err := in.read(in.args[0])
		if err != nil {
			return p, q, err
		}
		a, err := document.Decode[sla.Agreement](body)
		if err != nil {
			return p, q, err
		}
		p.Agreement, p.Staff = a.ID, a.Exit.Staff
		for i := range a.Lines {
			if a.Lines[i].Service != "" {
				p.Lines = append(p.Lines, a.Lines[i].Service)
			}
		}
		if q.LastDay.IsZero() {
			q.LastDay = a.Term.Ends
		}
	}
	if q.LastDay.IsZero() {
		return p, q, usagef("no last day; give -last-day, or an agreement whose term has an end")
	}
	return p, q, nil
}

func dateText(d nhs.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (in *invocation) writePlan(p planned) {
	in.printf("Last day %s", p.LastDay)
	if p.Agreement != "" {
		in.printf(" of %s", p.Agreement)
	}
	in.printf("\nLaw: %s, because %s", p.Law.Regulations, p.Law.Governs)
	if p.Law.Provision != "" {
		in.printf(" (%s)", p.Law.Provision)
	}
	in.printf("\nMust compete: %s: %s\n", p.Law.MustCompete, p.Law.Why)
	if len(p.Lines) > 0 {
		var lines []string
		for _, l := range p.Lines {
			lines = append(lines, string(l))
		}
		in.printf("Functions that move: %s\n", strings.Join(lines, ", "))
	}
	if p.Staff != "" {
		in.printf("Staff: %s\n", p.Staff)
	}
	for _, r := range p.Routes {
		in.printf("\n%s: open: %s", r.Name, r.Open)
		if !r.Start.IsZero() {
			in.printf(", start by %s", r.Start)
		}
		in.printf("\n  if %s\n", r.If)
		for _, d := range r.Days {
			in.printf("  by %s %s\n", d.By, d.Name)
		}
		if r.Provision != "" {
			in.printf("  %s\n", r.Provision)
		}
	}
}
