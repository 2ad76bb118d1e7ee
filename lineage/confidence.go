package lineage

// Confidence says how far a fact can be relied on. The zero Confidence means that the
// source does not say.
type Confidence string

const (
	// High is an official source, or two sources that agree.
	High Confidence = "high"
	// Medium is one good source or a sound inference.
	Medium Confidence = "medium"
	// Low is weak, partial, or known to be a slip of its source.
	Low Confidence = "low"
)

// A certainty is the least Confidence of the steps that a figure rests on, in an order
// in which the greater is the less sure. The zero certainty rests on none.
type certainty uint8

const (
	sure certainty = iota + 1
	unstated
	fair
	doubtful
)

func (c Confidence) certainty() certainty {
	switch c {
	case High:
		return sure
	case Medium:
		return fair
	case Low:
		return doubtful
	}
	return unstated
}

func (c certainty) confidence() Confidence {
	return [...]Confidence{sure: High, fair: Medium, doubtful: Low}[c]
}

// Confidences returns the three words, from high to low.
func Confidences() []Confidence { return []Confidence{High, Medium, Low} }
