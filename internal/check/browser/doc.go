// Package browser tries the demo in a real browser. It has only tests: every
// page loads without an error and without a violation that axe-core finds, fits a
// telephone and a desk, and can be used with scripts off and by keyboard alone.
//
// It needs Chromium, found as chromium, chromium-browser or google-chrome, or
// named by the variable CHROMIUM. With
//
//	go test . -screenshots DIR
//
// it leaves a picture of each page in the folder, and with -update it writes
// those that the README shows.
//
// The module is nested, so that nobody who imports the library has to know of it.
// testdata/axe holds axe-core 4.10.3 as published, under the Mozilla Public
// License 2.0.
package browser
