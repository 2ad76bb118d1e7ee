// Package lessons holds the figures in the lessons of the packages, their
// doc.go, to the data and to the code. It has only a test.
package lessons
