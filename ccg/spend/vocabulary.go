package spend

// A vocabulary holds the words of the names that are known.
type vocabulary map[string]bool

// add adds the words that are long enough to be told apart inside another.
func (v vocabulary) add(words []string) {
	for _, w := range words {
		if len(w) > 2 {
			v[w] = true
		}
	}
}

// unglue divides words that are several of the vocabulary without the space between
// them, such as NORTHAND or COMMISSIONINGSUPPORT.
func (v vocabulary) unglue(words []string) []string {
	var out []string
	for i, w := range words {
		parts := v.split(w)
		if parts != nil && out == nil {
			out = append(make([]string, 0, len(words)+4), words[:i]...)
		}
		switch {
		case parts != nil:
			out = append(out, parts...)
		case out != nil:
			out = append(out, w)
		}
	}
	if out == nil {
		return words
	}
	return out
}

// longestGlued bounds the words that are divided, and with them the work.
const longestGlued = 60

// split returns the fewest words of the vocabulary that make up w, two or more, or
// nil.
func (v vocabulary) split(w string) []string {
	if len(w) < 5 || len(w) > longestGlued || v[w] {
		return nil
	}
	var from, count [longestGlued + 1]int // of the best division that ends here
	for end := 2; end <= len(w); end++ {
		for start := max(0, end-15); start <= end-2; start++ {
			if start > 0 && count[start] == 0 || !v[w[start:end]] && w[start:end] != "OF" {
				continue
			}
			if n := count[start] + 1; count[end] == 0 || n < count[end] {
				from[end], count[end] = start, n
			}
		}
	}
	n := count[len(w)]
	if n < 2 {
		return nil
	}
	parts := make([]string, n)
	for end := len(w); end > 0; end = from[end] {
		n--
		parts[n] = w[from[end]:end]
	}
	return parts
}
