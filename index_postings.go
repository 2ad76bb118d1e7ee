package commissioning

import "iter"

// postings are the positions of the elements of a list by key, in the order of the
// list. One slice serves all keys, so that a million elements cost a few allocations.
type postings[K comparable] struct {
	spans map[K]span
	items []int32
}

// A span is the part [from, to) of a slice.
type span struct{ from, to int32 }

// post collects the elements under each of their keys. It expects about that many
// entries. An element that comes twice in a row under one key is kept once.
func post[K comparable](expected int, elements iter.Seq2[K, int]) postings[K] {
	type entry struct{ key, item int32 }
	entries := make([]entry, 0, expected)
	ids := make(map[K]int32)
	var sizes, latest []int32 // by id
	var last K
	id := int32(-1)
	for key, i := range elements {
		if id < 0 || key != last {
			known, ok := ids[key]
			if !ok {
				known = int32(len(sizes))
				ids[key] = known
				sizes, latest = append(sizes, 0), append(latest, -1)
			}
			last, id = key, known
		}
		if latest[id] == int32(i) {
			continue
		}
		latest[id] = int32(i)
		sizes[id]++
		entries = append(entries, entry{id, int32(i)})
	}
	next := latest // reused: where the next element of each key goes
	at := int32(0)
	for id, n := range sizes {
		next[id] = at
		at += n
	}
	p := postings[K]{spans: make(map[K]span, len(ids)), items: make([]int32, len(entries))}
	for key, id := range ids {
		p.spans[key] = span{next[id], next[id] + sizes[id]}
	}
	for _, e := range entries {
		p.items[next[e.key]] = e.item
		next[e.key]++
	}
	return p
}

// of returns the positions of the elements with the key.
func (p *postings[K]) of(key K) []int32 {
	s := p.spans[key]
	return p.items[s.from:s.to]
}
