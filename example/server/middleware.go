package server

// Rebase returns a page with its links below a base path; "" is the root.
func Rebase(page []byte, base string) []byte {
	if base == "" {
		return page
	}
	return linksFromRoot.ReplaceAll(page, []byte("${1}"+base+"${2}"))
}
