package spend

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
)

// symbols number the distinct texts of a column, so that sums are kept by number. A
// text is looked up as the file has it and stored once, as clean UTF-8.
type symbols struct {
	seed    maphash.Seed
	slots   []slot // open addressing; the length is a power of two
	used    int
	names   []string          // by number; 0 is the empty text
	letters int               // bytes of the names and of the spellings
	by      map[string]uint32 // clean text to number
	raw     []byte            // the spellings that were met, one behind the other
	last    []byte            // the text looked up last
	is      uint32

	// Most texts differ in their first or last eight bytes or their length, so only
	// those are hashed, until texts appear that were made to collide.
	careful bool
	key     uint64
}

// maxProbes is how many slots may be probed before whole texts are hashed.
const maxProbes = 64

func (s *symbols) hash(b []byte) uint32 {
	if s.careful {
		return uint32(maphash.Bytes(s.seed, b))
	}
	var first, last uint64
	if n := len(b); n >= 8 {
		first, last = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	} else {
		first = tail(b)
	}
	return uint32(mix(first^s.key, last+uint64(len(b))<<56))
}

// hashAll hashes every spelling again, in full.
func (s *symbols) hashAll() {
	s.careful = true
	old := s.slots
	s.slots, s.used = make([]slot, len(old)), 0
	for _, t := range old {
		if t.len != 0 {
			t.hash = s.hash(s.spelling(&t))
			s.put(t)
		}
	}
}

// A slot is one spelling. An empty one has no length.
type slot struct {
	hash uint32
	len  uint32
	at   uint64 // in raw
	id   uint32
}

func (s *symbols) spelling(t *slot) []byte { return s.raw[t.at : t.at+uint64(t.len)] }

func newSymbols() *symbols {
	seed := maphash.MakeSeed()
	return &symbols{seed: seed, key: maphash.String(seed, ""), slots: make([]slot, 64), names: []string{""}, by: map[string]uint32{"": 0}}
}

// id returns the number of a text.
func (s *symbols) id(b []byte) uint32 {
	if len(b) == 0 {
		return 0
	}
	if bytes.Equal(b, s.last) {
		return s.is
	}
	h := s.hash(b)
	mask := uint32(len(s.slots) - 1)
	for i, probes := h&mask, 0; ; i, probes = (i+1)&mask, probes+1 {
		t := &s.slots[i]
		if t.len == 0 {
			break
		}
		if probes == maxProbes && !s.careful {
			s.hashAll()
			return s.id(b)
		}
		if t.hash == h && int(t.len) == len(b) {
			if raw := s.spelling(t); bytes.Equal(raw, b) {
				s.last, s.is = raw, t.id
				return t.id
			}
		}
	}
	return s.add(b, h)
}

func (s *symbols) add(b []byte, h uint32) uint32 {
	id := s.named(clean(b))
	at := uint64(len(s.raw))
	s.raw = append(s.raw, b...)
	s.letters += len(b)
	if 2*(s.used+1) > len(s.slots) {
		s.grow()
	}
	s.put(slot{h, uint32(len(b)), at, id})
	return id
}

func (s *symbols) put(t slot) {
	mask := uint32(len(s.slots) - 1)
	i := t.hash & mask
	for s.slots[i].len != 0 {
		i = (i + 1) & mask
	}
	s.slots[i] = t
	s.used++
}

func (s *symbols) grow() {
	old := s.slots
	s.slots, s.used = make([]slot, 2*len(old)), 0
	for _, t := range old {
		if t.len != 0 {
			s.put(t)
		}
	}
}

// named returns the number of a clean text.
func (s *symbols) named(name string) uint32 {
	id, ok := s.by[name]
	if !ok {
		id = uint32(len(s.names))
		s.names = append(s.names, name)
		s.letters += len(name)
		s.by[name] = id
	}
	return id
}
