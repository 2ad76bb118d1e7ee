package england_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/framework"
	"github.com/opencommissioning/commissioning/framework/procurement"
	"github.com/opencommissioning/commissioning/lineage"
)

func frameworkOf(t *testing.T, id framework.ID) framework.Agreement {
	t.Helper()
	all, err := england.Frameworks()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if a.ID == id {
			return a
		}
	}
	t.Fatalf("no framework %s", id)
	return framework.Agreement{}
}

// The two contracts that were announced in the first year of the framework of 2007.
func TestContractsUnderFESC(t *testing.T) {
	a := frameworkOf(t, "fesc")
	if got := a.Dates.Award.String(); got != "2007-05-21" {
		t.Errorf("firms were told on %s, want 2007-05-21", got)
	}
	type contract struct {
		Supplier string
		Months   int
	}
	got := make(map[string]contract)
	for _, c := range a.CallOffs {
		if c.Stage == framework.Let && len(c.Buyers) > 0 {
			got[string(c.Buyers[0])] = contract{string(c.Supplier), c.TermMonths}
		}
	}
	want := map[string]contract{"northamptonshire-pct": {"unitedhealth", 36}, "ashton-leigh-and-wigan-pct": {"tribal", 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("contracts (-want +got):\n%s", diff)
	}
}

// The page that the framework cites lists who may use it.
func TestUsersOfHSSF(t *testing.T) {
	a := frameworkOf(t, "hssf")
	for _, class := range []procurement.BuyerClass{
		procurement.NHSEngland, procurement.CCG, procurement.ICB, procurement.NHSTrust, procurement.FoundationTrust, procurement.LocalAuthority,
	} {
		allowed := false
		for _, users := range a.Users {
			allowed = allowed || class.IsIn(users)
		}
		if !allowed {
			t.Errorf("%s may not use it; its users are %v", class, a.Users)
		}
	}
	if lot := a.Lots[0]; lot.Code != "1" || lot.Confidence != lineage.High {
		t.Errorf("lot %s is %s, want lot 1 high: two sources name it", lot.Code, lot.Confidence)
	}
	if !a.Dates.Expiry.IsZero() || !a.Dates.ExtendedTo.IsZero() {
		t.Errorf("an end is on file (%s, %s), and no source has it for the whole", a.Dates.Expiry, a.Dates.ExtendedTo)
	}
}

// What rests on an inference or on one source is not high.
func TestLotsForClinicalSupport(t *testing.T) {
	for _, lot := range frameworkOf(t, framework.LPF).Lots {
		if lot.Code != "1" && lot.Confidence != lineage.Medium {
			t.Errorf("lot %s is %s, want medium", lot.Code, lot.Confidence)
		}
	}
}
