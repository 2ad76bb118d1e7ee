package api

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/analysis"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/example/web"
)

// maxSeeds bounds how many completions one request may have made.
const maxSeeds = 50

// showIntervals answers an analysis for many completions of the market: how far
// each figure differs between them.
func (d *Data) showIntervals(r *web.Request, a analysis.Analysis, q analysis.Query, on Dated) (any, error) {
	if r.Query.Get("data") != DataSynthetic {
		return nil, web.BadParameter("seeds", "only the completed market has seeds; add data=synthetic")
	}
	n, err := strconv.Atoi(r.Query.Get("seeds"))
	if err != nil || n < 1 || n > maxSeeds {
		return nil, web.BadParameter("seeds", "%q; want a whole number from 1 to %d", web.Shorten(r.Query.Get("seeds")), maxSeeds)
	}
	first, err := seed(r)
	if err != nil {
		return nil, err
	}
	if first > math.MaxUint64-uint64(n-1) {
		return nil, web.BadParameter("seed", "%d and the %d after it: want at most %d", first, n-1, uint64(math.MaxUint64))
	}
	t, runErr := analysis.Intervals(func(yield func(analysis.Table) bool) {
		for i := range uint64(n) {
			// Not kept: fifty would push out those asked for one by one.
			var m *commissioning.Market
			if m, err = synthetic.Market(first + i); err != nil {
				return
			}
			var answer analysis.Result
			if answer, err = a.Run(commissioning.NewIndex(m), q); err != nil || !yield(answer.Table()) {
				return
			}
		}
	})
	if bad, ok := errors.AsType[*analysis.QueryError](err); ok {
		return nil, web.BadParameter(bad.Field, "%s", bad.Want)
	}
	if err != nil {
		return nil, err
	}
	if runErr != nil {
		return nil, runErr
	}
	rows := t.Rows
	if rows == nil {
		rows = [][]analysis.Cell{}
	}
	t.Rows = nil
	on.remark(fmt.Sprintf("Intervals over the markets completed with seeds %d to %d; figures are made up.", first, first+uint64(n-1)))
	return &AnalysisAnswer{Dated: on, Analysis: a, MadeOf: MadeOf{Data: DataSynthetic}, Seeds: n, Table: t, Count: len(rows), Items: rows}, nil
}
