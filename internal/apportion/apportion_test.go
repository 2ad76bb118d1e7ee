package apportion

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestInt64(t *testing.T) {
	for _, test := range []struct {
		whole   int64
		weights []int64
		want    []int64
	}{
		{100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		{-100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		{7, []int64{0, 2, 1}, []int64{0, 5, 2}},
		{0, []int64{5}, []int64{0}},
		{math.MinInt64, []int64{1}, []int64{math.MinInt64}},
		{math.MaxInt64, []int64{math.MaxInt64, math.MaxInt64}, []int64{1 << 62, 1<<62 - 1}},
	} {
		got, ok := Int64(test.whole, test.weights)
		if !ok || !slices.Equal(got, test.want) {
			t.Errorf("%d by %d: %d, %v, want %d", test.whole, test.weights, got, ok, test.want)
		}
	}
	if _, ok := Int64(1, []int64{math.MaxInt64, math.MaxInt64, math.MaxInt64}); ok {
		t.Error("weights beyond a uint64 are summed")
	}
}

// Both give the same parts, and these sum to the whole.
func TestBigIsInt64(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		whole := r.Int64() >> r.IntN(63)
		if r.IntN(2) == 0 {
			whole = -whole
		}
		weights := make([]int64, 1+r.IntN(6))
		for i := range weights {
			weights[i] = r.Int64N(1 << 60 >> r.IntN(60))
		}
		if Check(weights) != nil {
			continue
		}
		parts, ok := Int64(whole, weights)
		if !ok {
			t.Fatal(weights)
		}
		sum := int64(0)
		for i, part := range Big(big.NewInt(whole), weights) {
			sum += parts[i]
			if part.Int64() != parts[i] || !part.IsInt64() {
				t.Fatalf("%d by %d: part %d is %d or %d", whole, weights, i, parts[i], part)
			}
		}
		if sum != whole {
			t.Fatalf("%d by %d: the parts sum to %d", whole, weights, sum)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, weights := range [][]int64{nil, {0, 0}, {1, -1}} {
		if Check(weights) == nil {
			t.Errorf("%d can be divided by", weights)
		}
	}
	if err := Check([]int64{0, 1}); err != nil {
		t.Error(err)
	}
}
