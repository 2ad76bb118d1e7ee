package decision

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// costTable returns the cost of each option by year, or nil if the years do not
// fit side by side.
func (r *Result) costTable(d *Decision) *Table {
	n, ok := d.years()
	if !ok || n > maxYearsWide || len(r.Costs) == 0 {
		return nil
	}
	t := &Table{Columns: []string{"Cost to the group"}}
	for _, y := range r.Costs[0].Years {
		t.Columns = append(t.Columns, y.Year.String())
	}
	for _, id := range r.bestFirst() {
		row := []string{clip(r.nameOf(id), maxCell)}
		for _, y := range r.costOf(id).Years {
			row = append(row, wholePounds(y.Total))
		}
		t.Rows = append(t.Rows, row)
	}
	after, label := d.Chosen, "Allowance left after the choice"
	if _, ok := d.Option(after); !ok && len(r.Ranking) > 0 {
		after, label = r.Ranking[0].Option, "Allowance left after the first"
	}
	if after != "" {
		row := []string{label}
		for _, y := range r.costOf(after).Years {
			cell := "unknown"
			if y.Headroom != nil {
				cell = wholePounds(*y.Headroom)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (r *Result) costNotes(d *Decision) []string {
	notes := []string{r.discountNote(d)}
	for _, id := range r.bestFirst() {
		c := r.costOf(id)
		notes = append(notes, r.partsNote(c))
		if v := c.VAT; v != nil && v.Charged.Sign() > 0 {
			notes = append(notes, r.vatNote(d, c.Option, v))
		}
		if len(c.Partners) > 0 {
			notes = append(notes, fmt.Sprintf("Shared costs under %q: %s.", clip(r.nameOf(id), maxCell), strings.Join(d.partnerParts(id, c.Partners), ", ")))
		}
		if len(c.OthersPay) > 0 {
			notes = append(notes, fmt.Sprintf("Others would pay a further %s under %q: %s.", wholePounds(c.Others), clip(r.nameOf(c.Option), maxCell), strings.Join(otherParts(c.OthersPay), ", ")))
		}
	}
	for i := range d.Budgets {
		if text := d.Budgets[i].Note; text != "" {
			notes = append(notes, clip(text, maxParagraph))
			break
		}
	}
	return notes
}

// partnerParts lists what each of the first few partners pays, to the penny.
func (d *Decision) partnerParts(option string, partners []PartnerCost) []string {
	names := map[nhs.OrgID]string{d.CCG: d.CCGName}
	if o, ok := d.Option(option); ok && o.Sharing != nil {
		for _, p := range o.Sharing.Partners {
			names[p.Org] = cmp.Or(p.Name, names[p.Org])
		}
	}
	var list []string
	for i, p := range partners {
		if i == maxShown {
			return append(list, fmt.Sprintf("and %d more", len(partners)-i))
		}
		list = append(list, fmt.Sprintf("%s %s", clip(cmp.Or(names[p.Org], string(p.Org)), maxName), p.Amount))
	}
	return list
}

// vatNote compares what VAT adds to an option's price with NHS England's estimate.
func (r *Result) vatNote(d *Decision, option string, v *VATCost) string {
	text := fmt.Sprintf("VAT under %q: ", clip(r.nameOf(option), maxCell))
	if o, ok := d.Option(option); ok && o.VAT != nil && o.VAT.Rate != nil {
		text += fmt.Sprintf("%s of the price of %s is ", o.VAT.Rate, wholePounds(v.Net))
	}
	text += fmt.Sprintf("%s; %s is recovered and the group bears %s", wholePounds(v.Charged), wholePounds(v.Recovered), wholePounds(v.Borne))
	if share, err := nhs.Ratio(v.Borne, v.Net, 1); err == nil {
		text += fmt.Sprintf(", %s of the price", share)
	}
	low, high := EstimatedVAT()
	return text + fmt.Sprintf(". NHS England estimated %s%% to %s%% for an end-to-end deal: %s to %s.",
		low.Decimal(), high.Decimal(), wholePounds(v.EstimateLow), wholePounds(v.EstimateHigh))
}

// otherParts lists what each of the others pays, and for what.
func otherParts(others []OtherCost) []string {
	var list []string
	for i, o := range others {
		if i == maxShown {
			return append(list, fmt.Sprintf("and %d more", len(others)-i))
		}
		list = append(list, fmt.Sprintf("%s %s for %s", o.Bearer.words(), wholePounds(o.Amount), o.Kind.words()))
	}
	return list
}

// words names the bearer for people.
func (b Bearer) words() string {
	switch b {
	case "":
		return "somebody not named"
	case Group:
		return "the group"
	case IncumbentSupplier:
		return "the present supplier"
	case NHSEngland:
		return "NHS England"
	case OtherGroups:
		return "other groups"
	case NewSupplier:
		return "the new supplier"
	}
	return clip(string(b), maxCell)
}

// words names the kind of cost for people.
func (k CostKind) words() string {
	switch k {
	case InHouse:
		return "staff and overheads of its own"
	case SharedService:
		return "the shared service"
	case Retained:
		return "staff kept to steer the work"
	case Transition:
		return "the change itself (transition)"
	case Stranded:
		return "stranded costs"
	case Risk:
		return "an allowance for risk"
	case adjustment:
		return "an adjustment"
	}
	return clip(string(k), maxCell)
}

// partsNote says what the group pays for under an option.
func (r *Result) partsNote(c *OptionCost) string {
	var list []string
	for _, p := range c.Parts {
		list = append(list, fmt.Sprintf("%s %s", p.Kind.words(), wholePounds(p.Amount)))
	}
	if c.VAT != nil && c.VAT.Borne.Sign() != 0 {
		list = append(list, "VAT not recovered "+wholePounds(c.VAT.Borne))
	}
	if list == nil {
		return ""
	}
	return fmt.Sprintf("What %q costs: %s.", clip(r.nameOf(c.Option), maxCell), strings.Join(list, ", "))
}

// discountNote says that nothing is discounted, or what discounting does.
func (r *Result) discountNote(d *Decision) string {
	if d.DiscountRate == nil {
		return "Nothing is discounted: each amount is in the pounds of its year."
	}
	var list []string
	for _, id := range r.bestFirst() {
		if m := r.costOf(id).PresentValue; m != nil {
			list = append(list, fmt.Sprintf("%s for %q", wholePounds(*m), clip(r.nameOf(id), maxCell)))
		}
	}
	text := fmt.Sprintf("The table is not discounted. Discounted to %s at %s a year: %s.", d.FirstYear, d.DiscountRate, strings.Join(list, ", "))
	switch r.Discounted {
	case "":
		text += " No one option would then come first."
	case r.Choice:
		text += " The same option would come first."
	default:
		text += fmt.Sprintf(" %q would then come first.", clip(r.nameOf(r.Discounted), maxCell))
	}
	return text
}

// arrangements says of each option who would be paid, by which route and until when.
func (r *Result) arrangements(d *Decision) []string {
	var list []string
	for _, id := range r.bestFirst() {
		o, ok := d.Option(id)
		if !ok {
			continue
		}
		var parts []string
		if s := o.Supplier; s != nil {
			parts = append(parts, clip(cmp.Or(s.Name, string(s.Org)), maxName))
		}
		if p := o.Purchase; p != nil {
			if route := clip(p.Route, maxName); route != "" {
				parts = append(parts, "by "+route)
			}
			if from := strings.TrimSpace(clip(p.Framework, maxName) + lotWords(p.Lot)); from != "" {
				parts = append(parts, "from "+from)
			}
			if !p.Ends.IsZero() {
				parts = append(parts, fmt.Sprintf("until %d %s %d", p.Ends.Day(), p.Ends.Month(), p.Ends.Year()))
			}
		}
		if parts != nil {
			list = append(list, clip(r.nameOf(id), maxCell)+": "+strings.Join(parts, ", ")+".")
		}
	}
	return list
}

func lotWords(lot string) string {
	if lot == "" {
		return ""
	}
	return " lot " + clip(lot, maxCell)
}

// scoreNotes gives each option's points of 10 on each criterion that counts, with the
// evidence.
func (r *Result) scoreNotes(d *Decision) []string {
	list := []string{fmt.Sprintf("Each criterion is scored from 0 to %d. Cost is not: the cheapest gets all of its weight, and another the lowest cost divided by its own.", MaxPoints)}
	for _, k := range d.heaviestFirst() {
		if k.ID == OnCost {
			continue
		}
		var scores []string
		for _, id := range r.bestFirst() {
			o, ok := d.Option(id)
			if !ok {
				continue
			}
			text := fmt.Sprintf("%q ", clip(o.name(), maxCell))
			switch s := o.score(k.ID); {
			case s == nil || s.Points == nil:
				text += "not scored"
			case blank(s.Evidence):
				text += fmt.Sprintf("%d, without evidence", *s.Points)
			default:
				text += fmt.Sprintf("%d (%s)", *s.Points, clip(s.Evidence, maxName))
			}
			scores = append(scores, text)
		}
		list = append(list, fmt.Sprintf("%s (%s): %s.", clip(k.name(), maxCell), k.Weight, strings.Join(scores, "; ")))
	}
	return list
}

// mustHaveNotes says of each must-have which options meet it.
func (r *Result) mustHaveNotes(d *Decision) []string {
	var list []string
	for i := range d.MustHaves {
		m := &d.MustHaves[i]
		answers := map[nhs.Tristate][]string{}
		for _, id := range r.bestFirst() {
			o, ok := d.Option(id)
			if !ok {
				continue
			}
			met := nhs.Unknown
			if meets := o.meets(m.ID); meets != nil {
				met = meets.Met
			}
			answers[met] = append(answers[met], fmt.Sprintf("%q", clip(o.name(), maxCell)))
		}
		text := strings.TrimSuffix(m.text(), ".") + ":"
		for _, a := range [...]struct {
			met   nhs.Tristate
			words string
		}{{nhs.Yes, "met by"}, {nhs.No, "not met by"}, {nhs.Unknown, "not shown for"}} {
			if len(answers[a.met]) > 0 {
				text += " " + a.words + " " + strings.Join(answers[a.met], ", ") + ";"
			}
		}
		list = append(list, strings.TrimRight(text, ";:")+".")
	}
	return list
}
