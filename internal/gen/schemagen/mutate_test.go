package schemagen

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAcceptsWhatIsDecodedOfMutants changes one value of a document at a time
// into something else. The decoder and the schema are to part only where the
// schema cannot say what is wrong.
func TestAcceptsWhatIsDecodedOfMutants(t *testing.T) {
	var (
		all            = samples(t)
		rng            = rand.New(rand.NewPCG(11, 7))
		decoded        int
		refused        int // by the decoder
		refusedByBoth  int
		perKind, tries = 400, 40_000
	)
	for _, k := range kinds(t) {
		var own []sample
		for _, s := range all {
			if len(s.text) < 20_000 && k.decode(s.text) == nil {
				own = append(own, s)
			}
		}
		for done := 0; done < perKind && tries > 0; tries-- {
			s := own[rng.IntN(len(own))]
			var v any
			if err := json.Unmarshal(s.text, &v); err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(mutate(rng, v))
			if err != nil {
				t.Fatal(err)
			}
			done++
			wrong := accepts(k.schema, text)
			switch err := k.decode(text); {
			case err == nil && wrong != nil:
				t.Errorf("%s, from %s: decoded, but the schema refuses it: %v\n%s", k.name, s.from, wrong, text)
			case err == nil:
				decoded++
			case wrong != nil:
				refused++
				refusedByBoth++
			default:
				refused++
			}
		}
	}
	t.Logf("%d decoded and accepted; of %d that the decoder refused the schemas refuse %d", decoded, refused, refusedByBoth)
	if decoded < 1000 || refused < 1000 || refusedByBoth*100 < refused*95 {
		t.Error("want a thousand of each, and 95 of 100 of the refused to be refused by both")
	}
}

// leaves are what a value is replaced by.
var leaves = []any{
	nil, true, "", "a word", "00F", "00f", "north-of-england", "2013-04-01", "2013-02-30", "2013-13-01", "2013", "2013-04/..", "2013/14", "2013-14",
	"always", "../2015-01", "12.50", "£12.50", "1e3", "12.505", "-0.5", "yes", "merger",
	0.0, 1.0, -1.0, 12.5, 1e6, []any{}, []any{"x"}, map[string]any{}, map[string]any{"unknown": 1.0},
}

// mutate changes one value, at a place reached by chance.
func mutate(rng *rand.Rand, v any) any {
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 || rng.IntN(8) == 0 {
			break
		}
		keys := slices.Sorted(maps.Keys(v))
		k := keys[rng.IntN(len(keys))]
		switch rng.IntN(10) {
		case 0:
			delete(v, k)
		case 1:
			v[k+"x"] = v[k]
		default:
			v[k] = mutate(rng, v[k])
		}
		return v
	case []any:
		if len(v) == 0 || rng.IntN(8) == 0 {
			break
		}
		i := rng.IntN(len(v))
		v[i] = mutate(rng, v[i])
		return v
	}
	return leaves[rng.IntN(len(leaves))]
}
