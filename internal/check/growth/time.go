package growth

import (
	"io/fs"
	"runtime"
	"testing"

	"github.com/opencommissioning/commissioning/rule"
)

const (
	least    = 250 // items
	most     = 16 * least
	tooShort = 0.03 // seconds
)

// Time measures the time of a check for each item of the longest grown list of each
// rule, and fails if many items take more than in proportion: eight times as long for each
// as few do. What takes less than three hundredths of a second is never too long.
func Time[T any](b *testing.B, fsys fs.FS, set rule.Set[T], decode func([]byte) (T, error)) {
	for id, c := range casesOf(b, fsys, set, decode) {
		for _, g := range c {
			for i, l := range g.lists(b) {
				for _, distinct := range []bool{false, true} {
					small := g.time(b, i, least, distinct)
					big := g.time(b, i, most, distinct)
					for range 4 { // the machine may have done something else meanwhile
						if big < tooShort || big < 8*small*most/least {
							break
						}
						small, big = min(small, g.time(b, i, least, distinct)), min(big, g.time(b, i, most, distinct))
					}
					if big > tooShort && big > 8*small*most/least {
						b.Errorf("%s: list %s of %s: %.6f s for %d items and %.6f s for %d", id, l.at, g.name, small, least, big, most)
					}
				}
			}
		}
	}
}

// time returns the seconds that a check of a grown fixture takes.
func (g *grower[T]) time(b *testing.B, list, items int, distinct bool) float64 {
	v, _ := g.grown(b, list, items, distinct, 0)
	runtime.GC()
	b.ResetTimer()
	g.check(v)
	return b.Elapsed().Seconds()
}
