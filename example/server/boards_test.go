package server

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/nhs"
)

func TestSubICBs(t *testing.T) {
	h := newTestHandler(t)
	for day, want := range map[string]int{"2022-06-30": 0, "2022-07-01": 106, "2026-03-31": 106, "2026-04-01": 106} {
		l := get[api.List[api.Body]](t, h, "/v1/sub-icbs?as_of="+day)
		if l.Count != want || l.Count == 0 && l.Note == "" {
			t.Errorf("on %s there are %d: %q, want %d", day, l.Count, l.Note, want)
		}
		for _, b := range l.Items {
			if b.Type != "sub-icb" || b.ICB == "" {
				t.Errorf("on %s: %+v", day, b)
			}
		}
	}
	if d := get[api.SubICBDetail](t, h, "/v1/sub-icbs/06H?as_of=2026-04-01"); d.ICB != "S1Y5D" || d.ONSCode != "E38000260" || d.Group == "" || len(d.BoundaryChanges) != 1 {
		t.Errorf("06H: %+v", d)
	}
	if d := get[api.SubICBDetail](t, h, "/v1/sub-icbs/D4U1Y?as_of=2026-04-01"); d.Open != nhs.No || len(d.Successors) != 3 {
		t.Errorf("D4U1Y: %+v", d)
	}
	for _, code := range []string{"00F", "QHM", "15f", "nonsense!"} {
		wantProblem(t, do(h, http.MethodGet, "/v1/sub-icbs/"+code, ""), http.StatusNotFound)
	}
	if d := get[api.ICBDetail](t, h, "/v1/icbs/QM7?as_of=2026-03-31"); !cmp.Equal(d.SubICBs, []nhs.OrgID{"06K", "06N", "07H"}) {
		t.Errorf("QM7 has %v", d.SubICBs)
	}
}

func TestCrosswalkToKind(t *testing.T) {
	h := newTestHandler(t)
	const body = `{"from":"2022-06-30","to":"2022-07-01","figures":{"D2P2L":"1000000.00"}`
	boards := map[nhs.OrgID]string{"QUA": "£870,886.56", "QHL": "£129,113.44"}
	locations := map[nhs.OrgID]string{"D2P2L": "£870,886.56", "15E": "£129,113.44"}
	for _, tt := range []struct {
		target, body string
		want         map[nhs.OrgID]string
	}{
		{"/v1/crosswalk", body + "}", boards},
		{"/v1/crosswalk?to_kind=icb", body + "}", boards},
		{"/v1/crosswalk", body + `,"to_kind":"icb"}`, boards},
		{"/v1/crosswalk?to_kind=sub-icb", body + "}", locations},
		{"/v1/crosswalk", body + `,"to_kind":"sub-icb"}`, locations},
		{"/v1/crosswalk?to_kind=sub-icb", body + `,"to_kind":"sub-icb"}`, locations},
	} {
		a := post[api.CrosswalkAnswer](t, h, tt.target, tt.body)
		got := map[nhs.OrgID]string{}
		for code, amount := range a.Figures {
			got[code] = amount.String()
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s %s (-want +got):\n%s", tt.target, tt.body, d)
		}
		for _, f := range a.Details {
			if a.Exact || f.Exact || !cmp.Equal(f.Sources[:2], []string{"S215", "S216"}) {
				t.Errorf("%s %s: exact, or without the sources of the weights: %+v", tt.target, tt.body, f)
			}
		}
	}
	for _, tt := range []struct{ target, body string }{
		{"/v1/crosswalk?to_kind=icb", body + `,"to_kind":"sub-icb"}`},
		{"/v1/crosswalk?to_kind=ccg", body + "}"},
		{"/v1/crosswalk", body + `,"to_kind":"region"}`},
		{"/v1/crosswalk?to_kind=sub-icb", `{"from":"2014-04-01","to":"2022-06-30","figures":{"00F":"1.00"}}`},
	} {
		wantProblem(t, do(h, http.MethodPost, tt.target, tt.body), http.StatusUnprocessableEntity)
	}
}

func TestPCTs(t *testing.T) {
	h := newTestHandler(t)
	for day, want := range map[string]int{"2013-03-31": 151, "2013-04-01": 0, "2012-04-01": 151} {
		l := get[api.List[api.PCTItem]](t, h, "/v1/pcts?as_of="+day)
		open := nhs.Yes
		if day < "2013-03-31" {
			open = nhs.Unknown
		}
		if l.Count != want || (l.Note == "") != (day == "2013-03-31") {
			t.Errorf("on %s there are %d: %q, want %d", day, l.Count, l.Note, want)
		}
		for _, item := range l.Items {
			if item.Open != open || item.Type != "pct" {
				t.Errorf("on %s: %+v", day, item)
			}
		}
	}
	if l := get[api.List[api.PCTItem]](t, h, "/v1/pcts"); l.Count != 151 || l.AsOf.String() != "2013-03-31" {
		t.Errorf("without a day: %d as of %s", l.Count, l.AsOf)
	}
	a := post[api.CrosswalkAnswer](t, h, "/v1/crosswalk", `{"from":"2013-03-31","to":"2013-04-01","figures":{"5D7":"10.00","00F":"5.00"}}`)
	if !a.Placed.Equal(nhs.MustParseMoney("10.00")) || len(a.Unplaced) != 1 || a.Unplaced[0].Org != "00F" {
		t.Errorf("from trusts: %+v", a)
	}
	wantProblem(t, do(h, http.MethodPost, "/v1/crosswalk", `{"from":"2013-03-30","to":"2013-04-01","figures":{}}`), http.StatusUnprocessableEntity)
	wantProblem(t, do(h, http.MethodGet, "/v1/pcts/00F", ""), http.StatusNotFound)
}
