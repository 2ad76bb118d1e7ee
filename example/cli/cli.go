// Package cli is the library at the command line: check documents, read files of
// payments, look up organisations, move figures between them, analyse a market and
// change it, explain rules and export the data.
//
//	status := cli.Run(ctx, []string{"check", "agreement.json"}, os.Stdin, os.Stdout, os.Stderr)
//
// Each command is a file of this package and one row of the table in commands.
// Results go to stdout as text, JSON or CSV; errors go to stderr. The status is for
// scripts: [Clean], [Found] or [Failed].
package cli

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The statuses that [Run] returns.
const (
	// Clean means that the command ran and found nothing wrong.
	Clean = 0
	// Found means that it ran and found something.
	Found = 1
	// Failed means that it could not run: its usage was wrong, or a file could not
	// be read or written.
	Failed = 2
)

// A command is one row of the table.
type command struct {
	name  string
	args  string // what follows it
	about string // one line
	more  string // the rest of its help
	// run does the work. The options are parsed before it is called.
	run func(*invocation) error
	// formats are those that it has beside text, json and csv.
	formats []string
	// flags adds the options of the command to those that all have.
	flags func(*invocation)
}

func commands() []command {
	return []command{checkCommand, spendCommand, orgCommand, crosswalkCommand, analyseCommand, whatIfCommand, planCommand, explainCommand, exportCommand}
}

// An invocation is one run of a command.
type invocation struct {
	context.Context
	stdin  io.Reader
	stdout *bufio.Writer
	stderr io.Writer
	flags  *flag.FlagSet
	args   []string
	format string
	found  bool // something is wrong

	checkOptions
	orgOptions
	crosswalkOptions
	analyseOptions
	whatIfOptions
	planOptions
	spendOptions
}

// A usageError is the caller's mistake in how a command was called.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// Has reports whether there is a command with the name.
func Has(name string) bool {
	return name == "help" || slices.ContainsFunc(commands(), func(c command) bool { return c.name == name })
}

// Run runs the command that args name, and returns the status for the shell.
// Options may stand before and after other arguments.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 || args[0] == "help" && len(args) == 1 {
		WriteUsage(stdout)
		return Clean
	}
	if args[0] == "help" {
		args = []string{args[1], "-help"}
	}
	all := commands()
	i := slices.IndexFunc(all, func(c command) bool { return c.name == args[0] })
	if i < 0 {
		fmt.Fprintf(stderr, "there is no command %q\n\n", args[0])
		WriteUsage(stderr)
		return Failed
	}
	c := all[i]
	in := &invocation{Context: ctx, stdin: stdin, stdout: bufio.NewWriter(stdout), stderr: stderr}
	err := in.parse(c, args[1:])
	if errors.Is(err, flag.ErrHelp) {
		c.writeHelp(stdout, in.flags)
		return Clean
	}
	if err == nil {
		err = c.run(in)
	}
	if flushErr := in.stdout.Flush(); err == nil {
		err = flushErr
	}
	switch {
	case err != nil:
		fmt.Fprintf(stderr, "%s: %v\n", c.name, err)
		if _, ok := errors.AsType[*usageError](err); ok {
			fmt.Fprintf(stderr, "see: help %s\n", c.name)
		}
		return Failed
	case in.found:
		return Found
	}
	return Clean
}

// What the option format may be.
const (
	formatText = "text"
	formatJSON = "json"
	formatCSV  = "csv"
)

// parse reads the options among the arguments, up to --.
func (in *invocation) parse(c command, args []string) error {
	in.flags = flag.NewFlagSet(c.name, flag.ContinueOnError)
	in.flags.SetOutput(io.Discard)
	in.flags.StringVar(&in.format, "format", formatText, "`form` of the result: text, json or csv")
	if c.flags != nil {
		c.flags(in)
	}
	for {
		err := in.flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		if err != nil {
			return usagef("%v", err)
		}
		rest := in.flags.Args()
		ended := len(rest) < len(args) && args[len(args)-len(rest)-1] == "--"
		if ended || len(rest) == 0 {
			in.args = append(in.args, rest...)
			break
		}
		in.args = append(in.args, rest[0])
		args = rest[1:]
	}
	if !slices.Contains([]string{formatText, formatJSON, formatCSV}, in.format) && !slices.Contains(c.formats, in.format) {
		return usagef("the format %q; want text, json or csv", in.format)
	}
	return nil
}

// WriteUsage writes the list of commands.
func WriteUsage(w io.Writer) {
	var b strings.Builder
	b.WriteString("Commands:\n\n")
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.about)
	}
	b.WriteString("\nhelp COMMAND says more. The exit status is 0 if all is well, 1 if something was\nfound, and 2 if the command could not run.\n")
	_, _ = io.WriteString(w, b.String())
}

func (c command) writeHelp(w io.Writer, flags *flag.FlagSet) {
	fmt.Fprintf(w, "%s %s\n\n%s.\n\n%s\n\nOptions, before or after the arguments:\n", c.name, c.args, c.about, strings.TrimSpace(c.more))
	flags.SetOutput(w)
	flags.PrintDefaults()
}
