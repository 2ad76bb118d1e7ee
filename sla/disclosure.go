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
	// Default is the level of what no part names. "" is public; a word that is not
	// known counts as confidential.
	Default Level `json:"default,omitempty"`
	// Reason says why the default is not public.
	Reason string `json:"reason,omitempty"`
	// Until is the last day on which the default holds; from the next day on it is
	// public. The zero date means that no end is set.
	Until nhs.Date `json:"until,omitzero"`
	// Parts are the parts with a level of their own. What lies inside a part has
	// its level, unless a part inside it says otherwise.
	Parts []Part `json:"parts,omitempty"`
}

// A Part is a part of an agreement with a level of its own.
type Part struct {
	// Path is the part, such as /lines/2/price. /disclosure cannot be withheld.
	Path rule.Pointer `json:"path"`
	// Level says who may see it; any word but "public" withholds it.
	Level Level `json:"level,omitempty"`
	// Reason says why it is withheld.
	Reason string `json:"reason,omitempty"`
	// Until is the last day on which it is withheld. Afterwards it has the level of
	// what it lies in. The zero date means that no end is set.
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

// withheldOn reports whether the default withholds what no part names.
func (d *Disclosure) withheldOn(day nhs.Date) bool {
	return d.Default != "" && d.Default != Public && !expired(d.Until, day)
}

func expired(until, day nhs.Date) bool { return !until.IsZero() && day.After(until) }

// A Withheld is a part that the public does not see.
type Withheld struct {
	// Path is the part; "" is the whole agreement, but for what is public by name.
	Path rule.Pointer `json:"path"`
	// Level says who may see it.
	Level Level `json:"level"`
	// Reason says why it is withheld, in the parties' own words.
	Reason string `json:"reason,omitempty"`
	// Until is the last day on which it is.
	Until nhs.Date `json:"until,omitzero"`
	// Implied says that the part is not named by the parties: it would give away one
	// that is.
	Implied bool `json:"implied,omitempty"`
}

// Redact returns the agreement as the public may see it on the day, and what is
// withheld. With no day nothing that has an end is over yet. The result depends
// on nothing that is withheld, and to redact it again changes nothing.
//
// A part that is withheld is left out. An element of a list leaves an empty one
// behind, so that places keep their numbers; how many there are is withheld only
// with the list itself. A number that is always written, such as the units of a
// month, is then written as 0: what is withheld tells it from one that is known.
// A share of the cost, and a numerator or denominator, take
// along what they could be reckoned from: the other shares, and the rest of the
// result. What the parties wrote down twice they must withhold twice.
//
// The error is a [*Problem]: a part to be withheld is not there. Rather than
// publish something by a slip of the pen, nothing is published.
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
	// Held against what is public: whether a place is there may itself be withheld.
	for i := range r.withheld {
		if at := r.withheld[i].Path; !exists(reflect.ValueOf(&public).Elem(), at) {
			return Agreement{}, nil, problem("/disclosure/parts", "%.64q is to be withheld, but the agreement has no such place", string(at))
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
	parts      []Part // those that change the level of what they lie in
	withheld   []Withheld
}

// A node is a place that a part names, or one on the way to it.
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
			return problem(rule.PointerOf("disclosure", "parts", i, "path"), "%.64q is no place in an agreement: want a pointer such as /lines/2/price", string(p.Path))
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

// add hangs the part into the tree. Of two for one place, that which withholds
// counts, and of two such the first.
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

// level returns whether the place is withheld, given what it lies in.
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

// collect notes the parts that change the level of what they lie in.
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

// sharesGiveAway reports whether a customer's share is withheld, so that the
// others, which sum with it to 100 per cent, must be too. It looks at nothing
// that is withheld, the number of customers included.
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

// copy returns what the public may see of v, and whether that is anything. A
// member that is not there shows nothing of what it would lie in.
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
					Reason: "it would give away a figure that is withheld",
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

// goTogether returns the members that must be withheld because one of them is,
// or because of another customer's.
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

// copySlice keeps the places of what is seen. Of a list that is withheld nothing
// is left behind the last place that is public.
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

// exists reports whether an agreement can have something at the place: a member
// that is not there, but could be, counts, an index beyond a list does not.
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
