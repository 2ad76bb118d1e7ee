// Command commands runs the commands of README.md, those for the demo against a
// demo that it starts on a free port. It needs bash and curl, so it is a program
// and no test:
//
//	go run ./internal/check/commands
//
// Its tests hold what it makes of a command, and that README.md has none that it
// does not know.
package main
