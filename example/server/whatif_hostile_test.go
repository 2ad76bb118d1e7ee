package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// Whatever the body holds, the answer is a difference or a problem that points at
// the place, and never larger than some multiples of what was sent.
func TestWhatIfWithstands(t *testing.T) {
	h := newTestHandler(t)
	const end = `{"on":"2015-04-01","do":"close-csu","bodies":[`
	manyBodies := end + strings.Repeat(`"xx",`, 100_000) + `"xx"]}`
	merges := make([]string, 200)
	for i := range merges {
		merges[i] = fmt.Sprintf(`{"on":"2015-04-01","do":"change-allowance","year":"%d/%02d","per_head":"22.5"}`, 1900+i, (1901+i)%100)
	}
	leaves := make([]string, 200)
	for i := range leaves {
		leaves[i] = fmt.Sprintf(`{"on":"2013-04-%02d","do":"bring-in-house","line":"finance","bodies":["00C","00D","00F","00G","00H"]}`, 1+i%30)
	}
	long := strings.Repeat("n", 1<<20)
	for name, c := range map[string]struct {
		events string
		status int
		says   string
	}{
		"bodies":              {manyBodies, http.StatusUnprocessableEntity, "/events/0/bodies"},
		"allowances":          {strings.Join(merges, ","), http.StatusOK, "1900/01"},
		"leaves":              {strings.Join(leaves, ","), http.StatusOK, "finance"},
		"first day":           {`{"on":"0001-01-01","do":"merge-csus","bodies":["anglia"],"into":"arden"}`, http.StatusOK, "rejected"},
		"last day":            {`{"on":"9999-12-31","do":"close-csu","bodies":["arden-gem"]}`, http.StatusOK, "9999-12-31"},
		"agreements, last":    {`{"on":"9999-12-31","do":"end-agreements","all":true}`, http.StatusOK, "9999"},
		"less than nothing":   {`{"on":"2015-04-01","do":"change-allowance","year":"2015/16","from":"2014/15","change":"-1000"}`, http.StatusOK, "WIF-01"},
		"ten million times":   {`{"on":"2015-04-01","do":"change-allowance","year":"2015/16","from":"2014/15","change":"1000000000"}`, http.StatusBadRequest, "/events/0/change"},
		"percent too long":    {`{"on":"2015-04-01","do":"change-allowance","year":"2015/16","from":"2014/15","change":"1e9"}`, http.StatusBadRequest, "/events/0/change"},
		"half a penny's part": {`{"on":"2015-04-01","do":"change-allowance","year":"2015/16","from":"2014/15","change":"-3.3333333"}`, http.StatusOK, "four decimals"},
		"places":              {`{"on":"2015-04-01","do":"limit-places","framework":"lpf","lot":"1","places":9223372036854775807}`, http.StatusOK, "9,223,372,036,854,775,807 places"},
		"too many places":     {`{"on":"2015-04-01","do":"limit-places","framework":"lpf","lot":"1","places":9223372036854775808}`, http.StatusBadRequest, "/events/0/places"},
		"no places":           {`{"on":"2015-04-01","do":"limit-places","framework":"lpf","lot":"1","places":-1}`, http.StatusOK, "WIF-01"},
		"a long name":         {`{"on":"2015-04-01","do":"merge-csus","bodies":["north-west"],"into":"new","name":"` + long + `"}`, http.StatusOK, ""},
		"a long action":       {`{"on":"2015-04-01","do":"` + long + `"}`, http.StatusBadRequest, "/events/0/do"},
		"many buyers": {`{"on":"2016-04-01","do":"let-call-off","framework":"lpf","call_off":{"id":"c","lot":"1","supplier":"arden-gem","buyers":[` +
			strings.Repeat(`"00C",`, 50_000) + `"00C"]}},{"on":"2017-03-31","do":"close-csu","bodies":["arden-gem"]}`, http.StatusOK, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := send(h, "/v1/what-if?data=synthetic", `{"events":[`+c.events+`]}`)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
				t.Errorf("%d %.400s; want %d and %q", w.Code, w.Body, c.status, c.says)
			}
			t.Logf("%d bytes in, %d out", len(c.events), w.Body.Len())
		})
	}
}
