package server

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/nhs"
)

// TestCrosswalkOfEveryPopulation moves every series to the CCGs of 2021.
func TestCrosswalkOfEveryPopulation(t *testing.T) {
	h := newTestHandler(t)
	register, err := england.CCGs()
	if err != nil {
		t.Fatal(err)
	}
	type series struct {
		source, measure string
		year            int
		boundaries      nhs.Date
	}
	all := map[series]map[nhs.OrgID]nhs.Money{}
	for _, g := range register.Groups {
		for _, p := range g.Populations {
			s := series{p.Source, p.Measure, p.Year, p.Boundaries}
			if all[s] == nil {
				all[s] = map[nhs.OrgID]nhs.Money{}
			}
			all[s][g.Code] = nhs.MoneyFromPence(int64(p.People))
		}
	}
	for s, figures := range all {
		q, err := json.Marshal(api.CrosswalkRequest{From: s.boundaries, To: nhs.MustParseDate("2021-04-01"), Figures: figures})
		if err != nil {
			t.Fatal(err)
		}
		a := post[api.CrosswalkAnswer](t, h, "/v1/crosswalk", string(q))
		total := nhs.Sum(slices.Collect(maps.Values(figures))...)
		if !a.Total.Equal(total) || !a.Placed.Equal(total) || len(a.Unplaced) != 0 || len(a.Figures) != len(a.Details) {
			t.Errorf("%+v: total %s, placed %s, unplaced %v, want %s placed", s, a.Total, a.Placed, a.Unplaced, total)
		}
		for _, f := range a.Details {
			if f.Org == "01K" && f.Exact && !f.Value.Equal(figures["01K"]) {
				t.Errorf("%+v: 01K has %s, said to be exact", s, f.Value)
			}
		}
	}
	if len(all) < 7 {
		t.Errorf("only %d series", len(all))
	}
}

func TestCrosswalk(t *testing.T) {
	h := newTestHandler(t)
	money := func(figures map[nhs.OrgID]string) map[nhs.OrgID]nhs.Money {
		m := map[nhs.OrgID]nhs.Money{}
		for code, amount := range figures {
			m[code] = nhs.MustParseMoney(amount)
		}
		return m
	}
	type want struct {
		Figures  map[nhs.OrgID]nhs.Money
		Exact    bool
		Unplaced []nhs.OrgID
	}
	for _, test := range []struct {
		name, body string
		want       want
	}{
		{
			"merger", `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"100.00","00G":"0.01","00H":-3}}`,
			want{money(map[nhs.OrgID]string{"13T": "97.01"}), true, nil},
		},
		{
			"nothing", `{"from":"2014-04-01","to":"2021-04-01","figures":{}}`,
			want{money(nil), true, nil},
		},
		{
			"boundary change", `{"from":"2017-03-31","to":"2017-04-01","figures":{"01H":"522784.00"}}`,
			want{money(map[nhs.OrgID]string{"01H": "323146.00", "01K": "199638.00"}), false, nil},
		},
		{
			"not a CCG", `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"1.00","ZZZ":"2.00"}}`,
			want{money(map[nhs.OrgID]string{"13T": "1.00"}), false, []nhs.OrgID{"ZZZ"}},
		},
		{
			"not open then", `{"from":"2014-04-01","to":"2021-04-01","figures":{"13T":"1.00"}}`,
			want{money(nil), false, []nhs.OrgID{"13T"}},
		},
		{
			"back without sizes", `{"from":"2021-04-01","to":"2014-04-01","figures":{"13T":"100.00"}}`,
			want{money(nil), false, []nhs.OrgID{"13T"}},
		},
		{
			"back by sizes", `{"from":"2021-04-01","to":"2014-04-01","figures":{"13T":"100.00"},"sizes":{"00F":1,"00G":1,"00H":2}}`,
			want{money(map[nhs.OrgID]string{"00F": "25.00", "00G": "25.00", "00H": "50.00"}), false, nil},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := post[api.CrosswalkAnswer](t, h, "/v1/crosswalk", test.body)
			got := want{Figures: a.Figures, Exact: a.Exact}
			for _, u := range a.Unplaced {
				got.Unplaced = append(got.Unplaced, u.Org)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
