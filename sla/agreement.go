package sla

import (
	"github.com/opencommissioning/commissioning/nhs"
)

// An Agreement is a service level agreement: what a provider of commissioning support
// promises its customers, for how long, at what price, and how that is measured. Unknown
// values are omitted.
type Agreement struct {
	// ID identifies the agreement; the reader chooses it.
	ID string `json:"id,omitempty" limit:"id"`
	// Title is what people call it.
	Title string `json:"title,omitempty"`
	// Synthetic marks a document made up as an example.
	Synthetic bool `json:"synthetic,omitempty"`
	// Sources say where the facts come from.
	Sources []string `json:"sources,omitempty"`
	// Provider is who does the work.
	Provider Provider `json:"provider,omitzero"`
	// Customers are the bodies that it is done for.
	Customers []Customer `json:"customers,omitempty"`
	// Sharing says how several customers share it; nil for one customer.
	Sharing *Sharing `json:"sharing,omitempty"`
	// Basis says whether a court would enforce it.
	Basis Basis `json:"basis,omitempty"`
	// CallOff names the framework that it was called off from, such as lpf, or the
	// call-off by its ID; "" is an agreement of its own. Guidance on the length of
	// agreements does not bind a call-off.
	CallOff string `json:"call_off,omitempty" limit:"id"`
	// Signed is the day it was signed. It decides which guidance applies.
	Signed nhs.Date `json:"signed,omitzero"`
	// Term is how long it runs.
	Term Term `json:"term,omitzero"`
	// Procurement is what came before it and what comes after.
	Procurement Procurement `json:"procurement,omitzero"`
	// Goals are what it is to achieve.
	Goals []Goal `json:"goals,omitempty"`
	// RetainedDecision is the customers' own person for final decisions.
	RetainedDecision *RetainedDecision `json:"retained_decision,omitempty"`
	// Lines are the services.
	Lines []Line `json:"lines,omitempty"`
	// Indexation raises or lowers every price from a day on.
	Indexation []Indexation `json:"indexation,omitempty"`
	// Variations are the agreed changes of price, oldest first.
	Variations []Variation `json:"variations,omitempty"`
	// Credits limits what failure costs the provider; nil means no such clause.
	Credits *CreditTerms `json:"credits,omitempty"`
	// RiskShare splits savings and overspends; nil means none is agreed.
	RiskShare *RiskShare `json:"risk_share,omitempty"`
	// Triggers reopen the price when circumstances change.
	Triggers []Trigger `json:"triggers,omitempty"`
	// Reviews are how the parties review it.
	Reviews Reviews `json:"reviews,omitzero"`
	// Steps are what was done about poor service, oldest first.
	Steps []Step `json:"steps,omitempty"`
	// Notices record what the provider had to tell its customers.
	Notices []Notice `json:"notices,omitempty"`
	// Exit is how it ends.
	Exit Exit `json:"exit,omitzero"`
	// Disclosure says which parts the public may see.
	Disclosure Disclosure `json:"disclosure,omitzero"`
}

// A PartyKind says what kind of body a party is, as the document states it. Only a check
// with the registers can confirm it.
type PartyKind string

const (
	// CCG is a clinical commissioning group.
	CCG PartyKind = "ccg"
	// ICB is an integrated care board.
	ICB PartyKind = "icb"
	// NHSEngland is the NHS Commissioning Board, known as NHS England.
	NHSEngland PartyKind = "nhs-england"
	// HostedCSU is a commissioning support unit hosted by NHS England. It is not
	// a legal person.
	HostedCSU PartyKind = "csu"
	// NHSProvider is an NHS trust or another body of section 9 of the NHS Act 2006.
	NHSProvider PartyKind = "nhs-body"
	// FoundationTrust is an NHS foundation trust. Section 9 does not list it, so that its
	// agreements are binding contracts.
	FoundationTrust PartyKind = "foundation-trust"
	// Independent is a firm outside the NHS.
	Independent PartyKind = "independent"
	// Voluntary is a charity or social enterprise.
	Voluntary PartyKind = "voluntary"
	// LocalAuthority is a council.
	LocalAuthority PartyKind = "local-authority"
)

// isHealthServiceBody reports whether an agreement between two such bodies is an NHS
// contract under section 9 of the NHS Act 2006. A hosted CSU acts as part of NHS
// England.
func (k PartyKind) isHealthServiceBody() bool {
	switch k {
	case CCG, ICB, NHSEngland, HostedCSU, NHSProvider:
		return true
	}
	return false
}

// isOutside reports whether the body is stated to be outside the bodies of section 9,
// which can make NHS contracts.
func (k PartyKind) isOutside() bool {
	return k == Independent || k == Voluntary || k == LocalAuthority || k == FoundationTrust
}

// A Provider is who does the work.
type Provider struct {
	// ID is its ODS code or slug.
	ID nhs.OrgID `json:"id,omitzero"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// Kind is what it is, as stated.
	Kind PartyKind `json:"kind,omitempty"`
	// SignedBy is the body that signed for it, if another: NHS England signs the
	// agreements of a hosted CSU.
	SignedBy nhs.OrgID `json:"signed_by,omitzero"`
	// Successor takes over the agreement if the provider closes.
	Successor nhs.OrgID `json:"successor,omitzero"`
}

// A Customer is who the work is done for.
type Customer struct {
	// ID is its ODS code or slug.
	ID nhs.OrgID `json:"id,omitzero"`
	// Name is its name for people.
	Name string `json:"name,omitempty"`
	// Kind is what it is, as stated.
	Kind PartyKind `json:"kind,omitempty"`
	// Share is its share of the cost in per cent. A single customer needs none.
	Share *nhs.Percent `json:"share,omitempty"`
	// People is how many people it serves; 0 means not stated.
	People int64 `json:"people,omitempty"`
	// Successor takes over its part if it is abolished.
	Successor nhs.OrgID `json:"successor,omitzero"`
}

// Sharing says how several customers share an agreement.
type Sharing struct {
	// Lead is the customer that deals with the provider for all of them.
	Lead nhs.OrgID `json:"lead,omitzero"`
	// Liability says who is liable for what is done.
	Liability Liability `json:"liability,omitempty"`
}

// A Liability says who is liable for a customer's functions.
type Liability string

const (
	// EachCustomer leaves every customer liable for its own functions, as in law.
	EachCustomer Liability = "each-customer"
	// LeadCustomer makes the lead liable, which the law does not allow.
	LeadCustomer Liability = "lead"
	// TheProvider makes the provider liable, which the law does not allow.
	TheProvider Liability = "provider"
)

// A Basis says what kind of agreement it is in law.
type Basis string

const (
	// NHSContract is an arrangement between two health service bodies. No court
	// enforces it.
	NHSContract Basis = "nhs-contract"
	// BindingContract is a contract that a court enforces.
	BindingContract Basis = "binding-contract"
)

// A Goal is something that the agreement is to achieve.
type Goal struct {
	// Text says what is to be achieved.
	Text string `json:"text,omitempty"`
	// Target says by how much, or how it is measured.
	Target string `json:"target,omitempty"`
	// By is the day by which it is to be achieved.
	By nhs.Date `json:"by,omitzero"`
}

// A RetainedDecision names who takes the final decisions for the customers. A CCG remains
// responsible for its functions, even if others do the work.
type RetainedDecision struct {
	// Name is the person.
	Name string `json:"name,omitempty"`
	// Role is the person's post.
	Role string `json:"role,omitempty"`
}

// A Notice is something that the provider had to tell its customers.
type Notice struct {
	// Kind says what happened.
	Kind NoticeKind `json:"kind,omitempty"`
	// Happened is the day it happened.
	Happened nhs.Date `json:"happened,omitzero"`
	// Told is the day the customers were told; the zero date means never.
	Told nhs.Date `json:"told,omitzero"`
	// Text says more.
	Text string `json:"text,omitempty"`
}

// A NoticeKind says what a [Notice] is about.
type NoticeKind string

const (
	// LeadershipChange is a change among those who lead the provider.
	LeadershipChange NoticeKind = "leadership-change"
	// GovernanceInquiry is an inquiry into how it is governed.
	GovernanceInquiry NoticeKind = "governance-inquiry"
)

// Exit is how an agreement ends.
type Exit struct {
	// Plan says how the work is handed over.
	Plan string `json:"plan,omitempty"`
	// Staff says whether the employment of staff transfers (TUPE), and to whom.
	Staff string `json:"staff,omitempty"`
	// StrandedCosts says who pays the costs that the provider cannot shed at once.
	StrandedCosts string `json:"stranded_costs,omitempty"`
	// Skills says how the customers' staff learn to do the work themselves.
	Skills string `json:"skills,omitempty"`
}
