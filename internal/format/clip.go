package format

import (
	"crypto/sha256"
	"fmt"
	"unicode/utf8"
)

// Clip shortens a text to at most the given number of bytes. It keeps the beginning and
// the end, with an ellipsis between them, and cuts no character.
func Clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	keep := most - len("…")
	return head(s, keep-keep/3) + "…" + tail(s, keep/3)
}

// LongestName is how many bytes of a name [ClipName] leaves alone.
const LongestName = 100

// ClipName shortens a name of more than [LongestName] bytes in the middle. What is left
// of it is longer than that, and holds its length and its hash: it is never the same as
// another name or what is left of another.
func ClipName(s string) string {
	if len(s) <= LongestName {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return fmt.Sprintf("%s…(%d bytes, sha256 %x)…%s", head(s, 60), len(s), sum[:12], tail(s, 40))
}

// head returns the first n bytes, or up to three fewer so as not to cut a character.
func head(s string, n int) string {
	for i := n; i > n-utf8.UTFMax && i >= 0; i-- {
		if utf8.RuneStart(s[i]) {
			return s[:i]
		}
	}
	return s[:n]
}

// tail returns the last n bytes, or up to three fewer so as not to cut a character.
func tail(s string, n int) string {
	for i := len(s) - n; i < len(s) && i < len(s)-n+utf8.UTFMax; i++ {
		if utf8.RuneStart(s[i]) {
			return s[i:]
		}
	}
	return s[len(s)-n:]
}
