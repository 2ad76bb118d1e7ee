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

// Confidences returns the three words, from high to low.
func Confidences() []Confidence { return []Confidence{High, Medium, Low} }
