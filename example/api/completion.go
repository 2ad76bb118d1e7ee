package api

import (
	"strconv"
	"sync"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england/synthetic"
	"github.com/opencommissioning/commissioning/example/web"
)

// What an answer is made from. The first two are the values of the parameter data.
const (
	DataReal      = "real"
	DataSynthetic = "synthetic"
	DataOwn       = "own" // a document that was sent
)

// WhichMarket returns the parameters that choose the real or a completed market.
func WhichMarket() []web.Parameter {
	return []web.Parameter{
		{Name: "data", OneOf: []string{DataReal, DataSynthetic}, Description: "real data, or a completion with made-up figures that are marked"},
		{Name: "seed", Description: "with data=synthetic, the seed of the completion; the default is 1"},
	}
}

// completions are the completed markets used most recently.
type completions struct {
	mu    sync.Mutex
	seeds []uint64 // latest first
	made  map[uint64]*commissioning.Index
}

// maxCompletions is how many completed markets are kept. Each takes a few megabytes,
// and a few milliseconds to make.
const maxCompletions = 4

// of returns the market completed from the seed.
func (c *completions) of(seed uint64) (*commissioning.Index, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if x, ok := c.made[seed]; ok {
		return x, nil
	}
	m, err := synthetic.Market(seed)
	if err != nil {
		return nil, err
	}
	if c.made == nil {
		c.made = make(map[uint64]*commissioning.Index)
	}
	if len(c.seeds) == maxCompletions {
		delete(c.made, c.seeds[maxCompletions-1])
		c.seeds = c.seeds[:maxCompletions-1]
	}
	c.seeds = append([]uint64{seed}, c.seeds...)
	c.made[seed] = commissioning.NewIndex(m)
	return c.made[seed], nil
}

// With returns the same data with another market.
func (d *Data) With(x *commissioning.Index) *Data {
	return &Data{
		Market: x.Market(), Index: x, KnownUntil: d.KnownUntil, Limit: d.Limit, CCGs: d.CCGs, ICBs: d.ICBs, SubICBs: d.SubICBs, PCTs: d.PCTs, Rules: d.Rules,
		Allowances: d.Allowances, Sources: d.Sources, Scenarios: d.Scenarios, version: d.version, attributor: d.attributor,
	}
}

// Chosen returns the index of the requested market: the real one, unless data is
// synthetic.
func (d *Data) Chosen(r *web.Request) (*commissioning.Index, error) {
	if r.Query.Get("data") != DataSynthetic {
		if r.Query.Has("seed") {
			return nil, web.BadParameter("seed", "only the completed market has a seed; add data=synthetic")
		}
		return d.Index, nil
	}
	n, err := seed(r)
	if err != nil {
		return nil, err
	}
	return d.completions.of(n)
}

// seed reads the seed of the completion.
func seed(r *web.Request) (uint64, error) {
	s := r.Query.Get("seed")
	if !r.Query.Has("seed") {
		return 1, nil
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, web.BadParameter("seed", "%q; want a whole number such as 7", web.Shorten(s))
	}
	return n, nil
}
