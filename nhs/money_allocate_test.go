package nhs

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func TestAllocate(t *testing.T) {
	for _, tt := range []struct {
		pence   int64
		weights []int64
		want    []int64
	}{
		{100, []int64{1}, []int64{100}},
		{100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		{-100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		{101, []int64{1, 1, 1}, []int64{34, 34, 33}},
		{100, []int64{0, 1, 0, 2}, []int64{0, 33, 0, 67}},
		{1, []int64{1, 2}, []int64{0, 1}},
		{5, []int64{3, 3, 2, 2}, []int64{2, 1, 1, 1}},
		{10, []int64{1, 1, 4}, []int64{2, 2, 6}},
		{0, []int64{1, 2}, []int64{0, 0}},
		{100, []int64{math.MaxInt64, math.MaxInt64}, []int64{50, 50}},
		{100, []int64{math.MaxInt64, math.MaxInt64, math.MaxInt64}, []int64{34, 33, 33}},
		{math.MinInt64, []int64{7}, []int64{math.MinInt64}},
		{math.MaxInt64, []int64{1, 1}, []int64{math.MaxInt64/2 + 1, math.MaxInt64 / 2}},
	} {
		got, err := MoneyFromPence(tt.pence).Allocate(tt.weights...)
		if err != nil {
			t.Errorf("%d over %v: %v", tt.pence, tt.weights, err)
			continue
		}
		want := make([]Money, len(tt.want))
		for i, p := range tt.want {
			want[i] = MoneyFromPence(p)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d over %v: (-want +got)\n%s", tt.pence, tt.weights, diff)
		}
	}
	for _, weights := range [][]int64{nil, {}, {0}, {0, 0}, {1, -1}, {-5}, {math.MaxInt64, math.MaxInt64, math.MinInt64}} {
		if got, err := MoneyFromPence(100).Allocate(weights...); err == nil || got != nil {
			t.Errorf("Allocate(%v) = %v, %v, want an error", weights, got, err)
		}
	}
}

// The parts sum to the whole, none is a penny or more from its exact share, the
// negative amount mirrors the positive one, and both ways of computing agree.
func TestAllocateProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for _, p := range pences(r, 2000) {
		weights := make([]int64, 1+r.IntN(12))
		shift := r.IntN(62)
		for i := range weights {
			if r.IntN(4) > 0 {
				weights[i] = int64(r.Uint64()>>1) >> shift
			}
		}
		weights[r.IntN(len(weights))] += 1 // may wrap only from MaxInt64
		if slices.Min(weights) < 0 {
			continue
		}
		whole := MoneyFromPence(p)
		if r.IntN(3) == 0 {
			whole = whole.Mul(r.Int64())
		}
		parts, err := whole.Allocate(weights...)
		if err != nil {
			t.Fatal(err)
		}
		if !Sum(parts...).Equal(whole) {
			t.Fatalf("%v over %v: parts %v sum to %v", whole, weights, parts, Sum(parts...))
		}
		if diff := cmp.Diff(allocateBig(whole, weights), parts); diff != "" {
			t.Fatalf("%v over %v: (-big +got)\n%s", whole, weights, diff)
		}
		total := new(big.Int)
		for _, w := range weights {
			total.Add(total, big.NewInt(w))
		}
		for i, part := range parts {
			share := new(big.Rat).SetFrac(new(big.Int).Mul(inPence(whole), big.NewInt(weights[i])), total)
			off := share.Sub(share, new(big.Rat).SetInt(inPence(part)))
			if off.Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
				t.Fatalf("%v over %v: part %d is %v, off by %v pence", whole, weights, i, part, off)
			}
		}
		mirror, _ := whole.Neg().Allocate(weights...)
		for i := range mirror {
			if !mirror[i].Neg().Equal(parts[i]) {
				t.Fatalf("%v over %v: mirror image %v of %v", whole, weights, mirror, parts)
			}
		}
	}
}

func TestMoneyAllocations(t *testing.T) {
	a, b := MustParseMoney("£1,234,567.89"), MustParseMoney("£1,234,567.90")
	amounts := slices.Repeat([]Money{a, b}, 500)
	var zero, sum Money
	var built decimal.Decimal
	text := make([]byte, 0, 64)
	oneDecimal := testing.AllocsPerRun(100, func() { built = decimal.New(123456789, -2) })
	for _, tt := range []struct {
		name string
		most float64
		f    func()
	}{
		{"Compare", 0, func() { a.Compare(b) }},
		{"Equal", 0, func() { a.Equal(b) }},
		{"Compare with zero", 0, func() { zero.Compare(a); a.Compare(zero); zero.Compare(zero) }},
		{"Sign", 0, func() { a.Sign(); zero.Sign() }},
		{"Pence", 0, func() { a.Pence(); zero.Pence() }},
		{"AppendText", 0, func() { text, _ = a.AppendText(text[:0]) }},
		{"ParseMoney", oneDecimal, func() { sum, _ = ParseMoney("£1,234,567.89") }},
		{"Sum", oneDecimal, func() { sum = Sum(amounts...) }},
		{"SumSeq", oneDecimal + 4, func() { sum = SumSeq(slices.Values(amounts)) }},
	} {
		if got := testing.AllocsPerRun(100, tt.f); got > tt.most {
			t.Errorf("%s: %v allocations, want at most %v", tt.name, got, tt.most)
		}
	}
	_, _ = built, sum
}
