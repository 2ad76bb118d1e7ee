// Package growth grows the fixtures of rules, and holds what checking them costs to their
// size: a check may allocate and report only so much for each byte and each item.
package growth
