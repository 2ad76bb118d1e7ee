package server

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
)

func (d *data) listFigures(r *request) (any, error) {
	if !r.query.Has("topic") {
		return newList(dated{}, d.market.Figures), nil
	}
	topic := r.query.Get("topic")
	var items []commissioning.Figure
	for _, f := range d.market.Figures {
		if f.Topic == topic {
			items = append(items, f)
		}
	}
	if items == nil {
		return nil, badParameter("topic", "%q; want %s", shorten(topic), strings.Join(d.topics(), " or "))
	}
	return newList(dated{}, items), nil
}

// topics are what there are figures on.
func (d *data) topics() []string {
	var all []string
	for _, f := range d.market.Figures {
		all = append(all, f.Topic)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
