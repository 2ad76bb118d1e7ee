package rule

import "slices"

// IsWord reports whether a word is in its closed list. No word is no fault: whether one
// may be missing is for another rule.
func IsWord[T ~string](word T, list []T) bool {
	return word == "" || slices.Contains(list, word)
}

// AddWord adds a finding where a word is not in its closed list, with the words that
// are.
func AddWord[T ~string](found *Findings, at Pointer, word T, list []T) {
	if !IsWord(word, list) {
		found.Add(at, "%.64q is not allowed here; use one of %q", string(word), list).With("word", string(word))
	}
}
