package api

import (
	"slices"
	"strings"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/example/web"
)

func (d *Data) listFigures(r *web.Request) (any, error) {
	if !r.Query.Has("topic") {
		return newList(Dated{}, d.Market.Figures), nil
	}
	topic := r.Query.Get("topic")
	var items []commissioning.Figure
	for _, f := range d.Market.Figures {
		if f.Topic == topic {
			items = append(items, f)
		}
	}
	if items == nil {
		return nil, web.BadParameter("topic", "%q; want %s", web.Shorten(topic), strings.Join(d.topics(), " or "))
	}
	return newList(Dated{}, items), nil
}

// topics are the topics of figures.
func (d *Data) topics() []string {
	var all []string
	for _, f := range d.Market.Figures {
		all = append(all, f.Topic)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
