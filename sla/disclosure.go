package sla

import (
	"encoding"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// Disclosure says which parts of an agreement the public may see.
type Disclosure struct {
	// Default is the level of everything outside Parts. "" is public; an unknown word
	// counts as confidential.
	Default Level `json:"default,omitempty"`
	// Reason says why the default is not public.
	Reason string `json:"reason,omitempty"`
	// Until is the last day on which the default applies. From the next day the default
	// is public. The zero date means that no end is set.
	Until nhs.Date `json:"until,omitzero"`
	// Parts are the parts with their own level. Everything inside a part has its level,
	// unless a part inside it says otherwise.
	Parts []Part `json:"parts,omitempty"`
}

// A Part is a part of an agreement with its own level.
type Part struct {
	// Path is the part, such as /lines/2/price. /disclosure cannot be withheld.
	Path rule.Pointer `json:"path"`
	// Level says who may see it; any word but "public" withholds it.
	Level Level `json:"level,omitempty"`
	// Reason says why it is withheld.
	Reason string `json:"reason,omitempty"`
	// Until is the last day on which it is withheld. Afterwards it has the level of what
	// contains it. The zero date means that no end is set.
	Until nhs.Date `json:"until,omitzero"`
}

// A Level says who may see something.
type Level string

const (
	// Public is for everybody.
	Public Level = "public"
	// PartiesOnly is for the parties to the agreement.
	PartiesOnly Level = "parties-only"
	// Confidential is for those who need to know it.
	Confidential Level = "confidential"
)

// withheldOn reports whether the default withholds everything outside the parts.
func (d *Disclosure) withheldOn(day nhs.Date) bool {
	return d.Default != "" && d.Default != Public && !expired(d.Until, day)
}

func expired(until, day nhs.Date) bool { return !until.IsZero() && day.After(until) }

// A Withheld is a part that the public cannot see.
type Withheld struct {
	// Path is the part; "" is the whole agreement, except for parts named as public.
	Path rule.Pointer `json:"path"`
	// Level says who may see it.
	Level Level `json:"level"`
	// Reason says why it is withheld, in the parties' own words.
	Reason string `json:"reason,omitempty"`
	// Until is the last day on which it is withheld.
	Until nhs.Date `json:"until,omitzero"`
	// Implied says that the parties did not name the part, but it would give away one
	// that they named.
	Implied bool `json:"implied,omitempty"`
}

// Redact returns the agreement as the public may see it on the day, and what is withheld.
// With no day, no end date has passed. The result depends on nothing withheld, and a
// second Redact changes nothing.
//
// A withheld part is removed. An element of a list leaves an empty one behind, so that
// the others keep their index; their number is withheld only with the list. A number that
// is always written, such as the units of a month, becomes 0; the list of what is
// withheld distinguishes it from a known 0.
//
// A withheld figure also hides those that it could be calculated from: with a share of
// the cost the other shares, with a numerator or denominator the rest of the result.
// What the parties wrote down twice they must withhold twice.
//
// The error is a [*Problem]: a part to be withheld does not exist. Nothing is then
// published, so that a mistyped path gives nothing away.
func Redact(a *Agreement, on nhs.Date) (Agreement, []Withheld, error) {
	r := redactor{on: on, all: a.Disclosure.withheldOn(on)}
	if bad := r.plant(&a.Disclosure); bad != nil {
		return Agreement{}, nil, bad
	}
	if r.all && r.root.level(r.all) {
		d := &a.Disclosure
		r.withheld = append(r.withheld, Withheld{Path: "", Level: d.Default, Reason: d.Reason, Until: d.Until})
	}
	r.collect(&r.root, "", r.all)
	r.hideShares = r.sharesGiveAway(a)
	copied, _ := r.copy(reflect.ValueOf(a).Elem(), &r.root, r.all, "")
	public := copied.Interface().(Agreement)
	// Checked against what is public: whether a place exists may itself be withheld.
	for i := range r.withheld {
		if at := r.withheld[i].Path; !exists(reflect.ValueOf(&public).Elem(), at) {
			return Agreement{}, nil, problem("/disclosure/parts", "%.64q is to be withheld, but does not exist", string(at))
		}
	}
	public.Disclosure = r.disclosure(&a.Disclosure)
	slices.SortFunc(r.withheld, func(x, y Withheld) int { return x.Path.Compare(y.Path) })
	return public, r.withheld, nil
}

// A redactor copies what the public may see.
type redactor struct {
	on         nhs.Date
	all        bool // withheld by default
	root       node
	hideShares bool
	parts      []Part // those that change the level of what contains them
	withheld   []Withheld
}

// A node is a place that a part names, or one above it.
type node struct {
	part *Part // nil for none
	next map[string]*node
}

// plant grows the tree of the parts.
func (r *redactor) plant(d *Disclosure) *Problem {
	for i := range d.Parts {
		p := &d.Parts[i]
		steps, ok := stepsOf(p.Path)
		switch {
		case p.Level != Public && expired(p.Until, r.on):
			continue
		case ok:
			r.root.add(steps, p)
		case p.Level != Public:
			return problem(rule.PointerOf("disclosure", "parts", i, "path"), "%.64q is not a place in an agreement: want a pointer such as /lines/2/price", string(p.Path))
		}
	}
	return nil
}

// stepsOf splits a pointer that leads into an agreement.
func stepsOf(p rule.Pointer) ([]string, bool) {
	if p == "" {
		return nil, true
	}
	if p[0] != '/' || p.HasPrefix("/disclosure") || strings.Count(string(p), "/") > 16 {
		return nil, false
	}
	return strings.Split(string(p[1:]), "/"), true
}

// add puts the part into the tree. If two name one place, the one that withholds counts;
// if both do, the first.
func (n *node) add(steps []string, p *Part) {
	for _, step := range steps {
		if n.next == nil {
			n.next = make(map[string]*node)
		}
		if n.next[step] == nil {
			n.next[step] = new(node)
		}
		n = n.next[step]
	}
	if n.part == nil || n.part.Level == Public && p.Level != Public {
		n.part = p
	}
}

// level returns whether the place is withheld, given whether what contains it is.
func (n *node) level(inherited bool) bool {
	if n == nil || n.part == nil {
		return inherited
	}
	return n.part.Level != Public
}

func (n *node) child(step string) *node {
	if n == nil {
		return nil
	}
	return n.next[step]
}

// collect notes the parts that change the level of what contains them.
func (r *redactor) collect(n *node, at rule.Pointer, inherited bool) {
	withheld := n.level(inherited)
	if n.part != nil && withheld != inherited {
		p := *n.part
		if withheld {
			r.withheld = append(r.withheld, Withheld{Path: at, Level: p.Level, Reason: p.Reason, Until: p.Until})
		}
		r.parts = append(r.parts, p)
	}
	for _, step := range slices.Sorted(maps.Keys(n.next)) {
		r.collect(n.next[step], at+rule.Pointer("/"+step), withheld)
	}
}

// disclosure returns what the public may know of the parts: those that matter.
func (r *redactor) disclosure(d *Disclosure) Disclosure {
	public := Disclosure{Parts: r.parts}
	if r.all {
		public.Default, public.Reason, public.Until = d.Default, d.Reason, d.Until
	}
	slices.SortFunc(public.Parts, func(x, y Part) int { return x.Path.Compare(y.Path) })
	return public
}

// sharesGiveAway reports whether a customer's share is withheld. All shares sum to 100%,
// so the others must be withheld too. It reads nothing withheld, not even the number of
// customers.
func (r *redactor) sharesGiveAway(a *Agreement) bool {
	list := r.root.child("customers")
	all := list.level(r.root.level(r.all))
	if all {
		return true
	}
	for i := range a.Customers {
		c := list.child(strconv.Itoa(i))
		if c.child("share").level(c.level(all)) {
			return true
		}
	}
	return false
}

var (
	typeCustomer   = reflect.TypeFor[Customer]()
	typeResult     = reflect.TypeFor[Result]()
	typeDisclosure = reflect.TypeFor[Disclosure]()
)

// copy returns what the public may see of v, and whether that is anything. A missing
// member reveals nothing of what would contain it.
func (r *redactor) copy(v reflect.Value, n *node, withheld bool, at rule.Pointer) (reflect.Value, bool) {
	withheld = n.level(withheld)
	if n == nil && withheld {
		return reflect.Zero(v.Type()), false
	}
	switch v.Kind() {
	case reflect.Pointer:
		if isLeaf(v.Type().Elem()) || v.IsNil() {
			break
		}
		of, seen := r.copy(v.Elem(), n, withheld, at)
		if !seen && withheld {
			break
		}
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(of)
		return p, true
	case reflect.Struct:
		if !isLeaf(v.Type()) && v.Type() != typeDisclosure {
			return r.copyStruct(v, n, withheld, at)
		}
	case reflect.Slice:
		if !v.IsNil() {
			return r.copySlice(v, n, withheld, at)
		}
	}
	if withheld {
		return reflect.Zero(v.Type()), false
	}
	return v, !v.IsZero()
}

func (r *redactor) copyStruct(v reflect.Value, n *node, withheld bool, at rule.Pointer) (reflect.Value, bool) {
	public := reflect.New(v.Type()).Elem()
	seen := !withheld
	hide := r.goTogether(v.Type(), n, withheld)
	for i := range v.NumField() {
		name := jsonName(v.Type().Field(i))
		child := n.child(name)
		if slices.Contains(hide, name) {
			if !withheld && !child.level(false) {
				r.withheld = append(r.withheld, Withheld{
					Path: at + rule.Pointer("/"+name), Level: Confidential, Implied: true,
					Reason: "it would give away a withheld figure",
				})
			}
			continue
		}
		field, ok := r.copy(v.Field(i), child, withheld, at+rule.Pointer("/"+name))
		public.Field(i).Set(field)
		seen = seen || ok
	}
	return public, seen
}

// goTogether returns the members that must be withheld because one of them is, or
// because another customer's is.
func (r *redactor) goTogether(t reflect.Type, n *node, withheld bool) []string {
	switch {
	case t == typeCustomer && r.hideShares:
		return []string{"share"}
	case t == typeResult:
		figures := []string{"numerator", "denominator", "value"}
		for _, name := range figures {
			if n.child(name).level(withheld) {
				return figures
			}
		}
	}
	return nil
}

// copySlice keeps the index of each public element. A withheld list is cut off after its
// last public element.
func (r *redactor) copySlice(v reflect.Value, n *node, withheld bool, at rule.Pointer) (reflect.Value, bool) {
	public := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	last := -1
	for i := range v.Len() {
		step := strconv.Itoa(i)
		of, ok := r.copy(v.Index(i), n.child(step), withheld, at+rule.Pointer("/"+step))
		public.Index(i).Set(of)
		if ok {
			last = i
		}
	}
	switch {
	case !withheld:
		return public, v.Len() > 0
	case last < 0:
		return reflect.Zero(v.Type()), false
	}
	return public.Slice3(0, last+1, last+1), true
}

// isLeaf reports whether values of the type are written as one text or number.
func isLeaf(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return true
	}
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[encoding.TextMarshaler]()) || p.Implements(reflect.TypeFor[json.Marshaler]())
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// exists reports whether an agreement can have something at the place. A missing member
// that could be there counts; an index beyond a list does not.
func exists(v reflect.Value, at rule.Pointer) bool {
	if at == "" {
		return true
	}
	step, rest, more := strings.Cut(string(at[1:]), "/")
	if more {
		rest = "/" + rest
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v = reflect.New(v.Type().Elem())
		}
		return exists(v.Elem(), at)
	case reflect.Struct:
		if isLeaf(v.Type()) {
			return false
		}
		for i := range v.NumField() {
			if jsonName(v.Type().Field(i)) == step {
				return exists(v.Field(i), rule.Pointer(rest))
			}
		}
	case reflect.Slice:
		i, err := strconv.Atoi(step)
		return err == nil && i >= 0 && i < v.Len() && strconv.Itoa(i) == step && exists(v.Index(i), rule.Pointer(rest))
	}
	return false
}
