package commissioning

import (
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
)

// supplierRules hold the call-offs of every framework against the history of
// suppliers, which an agreement by itself does not know.
var supplierRules = rule.Lift("frameworks", (*Market).withSuppliers,
	rule.Lift("call_offs", (*listed).callOffs, framework.HolderRules()))

// listed is a framework agreement with the history of its suppliers.
type listed struct {
	agreement *framework.Agreement
	suppliers *nhs.History
}

func (m *Market) withSuppliers() []listed {
	if len(m.Frameworks) == 0 {
		return nil
	}
	suppliers := m.CSUs.History()
	list := make([]listed, len(m.Frameworks))
	for i := range list {
		list[i] = listed{&m.Frameworks[i], suppliers}
	}
	return list
}

func (l *listed) callOffs() []framework.Case { return l.agreement.Cases(l.suppliers) }
