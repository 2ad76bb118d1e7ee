// Package recipes runs the recipes of docs/embedding.md for loading the data in
// other languages, on the data itself, with whatever of their tools is
// installed. A recipe is a block that follows the mark
//
//	<!-- run: python3 -->
//
// and the next block is what it must print.
package recipes
