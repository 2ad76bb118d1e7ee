package schemagen

import "testing"

// TestBothRefuse lists documents that neither the decoder nor the schema takes.
func TestBothRefuse(t *testing.T) {
	byName := map[string]kind{}
	for _, k := range kinds(t) {
		byName[k.name] = k
	}
	for _, test := range []struct{ kind, why, text string }{
		{"sla", "not an object", `[]`},
		{"sla", "null", `null`},
		{"sla", "an unknown member", `{"id":"a","colour":"red"}`},
		{"sla", "a member in another case", `{"ID":"a"}`},
		{"sla", "a day that is no date", `{"signed":"1 April 2013"}`},
		{"sla", "a month of 13", `{"signed":"2013-13-01"}`},
		{"sla", "an empty date", `{"signed":""}`},
		{"sla", "null where nothing can be absent", `{"lines":null}`},
		{"sla", "an object for a list", `{"lines":{}}`},
		{"sla", "pounds with a sign", `{"lines":[{"price":{"kind":"fixed","amount":"£100.00"}}]}`},
		{"sla", "pounds with a comma", `{"lines":[{"price":{"kind":"fixed","amount":"1,000.00"}}]}`},
		{"sla", "a third decimal", `{"lines":[{"price":{"kind":"fixed","amount":"1.005"}}]}`},
		{"sla", "an exponent", `{"lines":[{"price":{"kind":"fixed","amount":"1e3"}}]}`},
		{"sla", "a leading zero", `{"lines":[{"price":{"kind":"fixed","amount":"007"}}]}`},
		{"sla", "true for an amount", `{"lines":[{"price":{"kind":"fixed","amount":true}}]}`},
		{"sla", "a fraction of a head", `{"lines":[{"price":{"kind":"per-head","people":1.5}}]}`},
		{"sla", "a number for a word", `{"basis":1}`},
		{"sla", "a band without its percentage", `{"lines":[{"risk_share":{"gain":[{"from":"0"}]}}]}`},
		{"ccg", "an ODS code in lower case", `{"code":"00f"}`},
		{"ccg", "an empty code", `{"code":""}`},
		{"ccg", "nobody at all", `{"populations":[{"year":2014,"people":0}]}`},
		{"ccg", "people as text", `{"populations":[{"year":2014,"people":"100"}]}`},
		{"ccg-register", "an unknown kind of succession", `{"successions":[{"kind":"takeover"}]}`},
		{"ccg-year", "half a financial year", `{"year":"2013"}`},
		{"csu", "a day of a word", `{"opened":"spring 2013"}`},
		{"csu", "a range of three", `{"opened":"2013/2014/2015"}`},
		{"framework", "a lot that is text", `{"lots":["1"]}`},
		{"call-off", "a service line with a space", `{"lines":["contract management"]}`},
		{"competition", "a mark that is a word", `{"bids":[{"scores":[{"criterion":"a","moderated":"good"}]}]}`},
		{"procurement", "a value of null text", `{"value":"null"}`},
		{"decision", "maybe for an answer", `{"options":[{"meets":[{"must_have":"a","met":"maybe"}]}]}`},
		{"decision", "a criterion without a weight", `{"criteria":[{"id":"quality"}]}`},
		{"scenario", "an event of an unknown member", `{"events":[{"do":"close","body":"anglia"}]}`},
		{"market", "an unknown register", `{"pcts":{}}`},
		{"crosswalk", "an amount of null", `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":null}}`},
		{"crosswalk", "a key that is no code", `{"from":"2014-04-01","to":"2021-04-01","figures":{"NHS Darlington":"1.00"}}`},
		{"spend-line", "a month in words", `{"month":"April 2013"}`},
	} {
		k, text := byName[test.kind], []byte(test.text)
		if k.decode(text) == nil {
			t.Errorf("%s, %s: it is decoded: %s", test.kind, test.why, text)
		}
		if accepts(k.schema, text) == nil {
			t.Errorf("%s, %s: the schema accepts it: %s", test.kind, test.why, text)
		}
	}
}

// TestUnknownWords wants a word that nobody knows to be read: to judge it is for
// the rules.
func TestUnknownWords(t *testing.T) {
	for name, text := range map[string]string{
		"sla":         `{"basis":"handshake","provider":{"kind":"guild"}}`,
		"csu":         `{"stage":"limbo"}`,
		"procurement": `{"route":"raffle"}`,
		"decision":    `{"options":[{"kind":"borrow"}]}`,
		"scenario":    `{"events":[{"do":"abolish-winter"}]}`,
	} {
		for _, k := range kinds(t) {
			if k.name != name {
				continue
			}
			if err := k.decode([]byte(text)); err != nil {
				t.Errorf("%s: not decoded: %v", name, err)
			}
			if err := accepts(k.schema, []byte(text)); err != nil {
				t.Errorf("%s: the schema refuses it: %v", name, err)
			}
		}
	}
}
