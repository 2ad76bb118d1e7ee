package rule

import "slices"

// IsWord reports whether a word is in its closed list. The empty word counts as being
// in it: another rule says whether the word may be missing.
func IsWord[T ~string](word T, list []T) bool {
	return word == "" || slices.Contains(list, word)
}

// AddWord adds a finding if a word is not in its closed list ([IsWord]). The message
// says which words are, and the param "word" is the word at fault.
func AddWord[T ~string](found *Findings, at Pointer, word T, list []T) {
	if !IsWord(word, list) {
		found.Add(at, "%.64q is not allowed here; use one of %q", string(word), list).With("word", string(word))
	}
}
