package cli

import (
	"cmp"
	"slices"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/nhs"
)

// A spentSupplier is what one supplier was paid under all spellings of its name.
type spentSupplier struct {
	Key       string    `json:"key,omitempty"` // what the spellings have in common
	Name      string    `json:"name"`          // the spelling that most was paid under
	Spellings []string  `json:"spellings"`     // all, as the files have them
	Lines     int       `json:"lines"`
	Amount    nhs.Money `json:"amount"`
}

// totals adds up the ledger by month, payer and supplier. Names are masked.
func (s *spent) totals(ledger *spend.Ledger) error {
	var err error
	if s.ByMonth, err = ledger.GroupBy(spend.ByMonth); err != nil {
		return err
	}
	slices.SortFunc(s.ByMonth, func(a, b spend.Group) int { return cmp.Compare(a.Month, b.Month) })
	if s.ByPayer, err = ledger.GroupBy(spend.ByEntity); err != nil {
		return err
	}
	for i := range s.ByPayer {
		s.ByPayer[i].Entity = spend.Mask(s.ByPayer[i].Entity)
	}
	groups, err := ledger.GroupBy(spend.BySupplier)
	if err != nil {
		return err
	}
	s.BySupplier = bySupplierKey(groups)
	return nil
}

// bySupplierKey puts the spellings of one supplier together. The groups are the
// largest first.
func bySupplierKey(groups []spend.Group) []spentSupplier {
	list := make([]spentSupplier, 0, len(groups))
	at := map[string]int{}
	for _, g := range groups {
		key := spend.SupplierKey(g.Supplier)
		i, ok := at[key]
		if !ok || key == "" {
			i = len(list)
			at[key] = i
			list = append(list, spentSupplier{Key: key, Name: g.Supplier})
		}
		list[i].Spellings = append(list[i].Spellings, g.Supplier)
		list[i].Lines += g.Lines
		list[i].Amount = list[i].Amount.Add(g.Amount)
	}
	slices.SortStableFunc(list, func(a, b spentSupplier) int { return b.Amount.Compare(a.Amount) })
	return list
}
