package cli

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
)

var crosswalkCommand = command{
	name:  "crosswalk",
	args:  "FILE -from DAY -to DAY",
	about: "Move a table of money from the CCGs of one day to those of another",
	more: `
The file is CSV with a code and an amount in each row, with or without a line of
headings, or a JSON object of amounts by code. The file - is standard input. Moving
back in time, or through a split, needs -sizes: a file of the same form with numbers
of people to share by.

The exit status is 1 if something could not be placed, which is listed.`,
	run: runCrosswalk,
	flags: func(in *invocation) {
		in.flags.TextVar(&in.from, "from", nhs.Date{}, "`day` whose CCGs the table is for")
		in.flags.TextVar(&in.to, "to", nhs.Date{}, "`day` whose CCGs the result is for")
		in.flags.StringVar(&in.sizes, "sizes", "", "`file` of numbers of people by code, to share by")
	},
}

type crosswalkOptions struct {
	from, to nhs.Date
	sizes    string
}

func runCrosswalk(in *invocation) error {
	switch {
	case len(in.args) != 1:
		return usagef("%d files; want one", len(in.args))
	case in.from.IsZero() || in.to.IsZero():
		return usagef("want both -from and -to, as days such as 2014-04-01")
	case in.args[0] == stdinName && in.sizes == stdinName:
		return usagef("figures and sizes cannot both come from standard input")
	}
	figures, err := readFigures(in, in.args[0], nhs.ParseMoney)
	if err != nil {
		return err
	}
	var sizes map[nhs.OrgID]int64
	if in.sizes != "" {
		if sizes, err = readFigures(in, in.sizes, parsePeople); err != nil {
			return err
		}
	}
	register, err := england.CCGs()
	if err != nil {
		return err
	}
	moved := register.History().Crosswalk(in.from, in.to, sizes).Money(figures)
	in.found = len(moved.Unplaced) > 0
	switch in.format {
	case formatJSON:
		return in.json(moved)
	case formatCSV:
		rows := [][]string{{"code", "amount", "exact", "note"}}
		for _, f := range moved.Figures {
			rows = append(rows, []string{string(f.Org), amount(f.Value), strconv.FormatBool(f.Exact), strings.Join(f.Notes, "; ")})
		}
		for _, u := range moved.Unplaced {
			fmt.Fprintf(in.stderr, "not placed: %s %s: %s\n", u.Org, u.Value, u.Reason)
		}
		return in.csv(rows)
	}
	var rows [][]string
	for _, f := range moved.Figures {
		note := ""
		if !f.Exact {
			note = "not exact: " + strings.Join(f.Notes, "; ")
		}
		rows = append(rows, []string{string(f.Org), f.Value.String(), note})
	}
	in.printf("%[2]s of %[1]s placed with the CCGs of %[3]s:\n", moved.Total, moved.Placed, moved.To)
	in.table(rows)
	if in.found {
		in.printf("Not placed:\n")
		rows = nil
		for _, u := range moved.Unplaced {
			rows = append(rows, []string{string(u.Org), u.Value.String(), u.Reason})
		}
		in.table(rows)
	}
	if !moved.KnownUntil.IsZero() {
		in.printf("The register is known until %s; this is the answer for that day.\n", moved.KnownUntil)
	}
	return nil
}

// amount is money as a plain number, for other programs.
func amount(m nhs.Money) string { return m.Decimal().StringFixed(2) }

func parsePeople(text string) (int64, error) {
	n, err := strconv.ParseInt(strings.ReplaceAll(strings.TrimSpace(text), ",", ""), 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q; want a number of people", text)
	}
	return n, nil
}

// readFigures reads figures by code.
func readFigures[T any](in *invocation, name string, parse func(string) (T, error)) (map[nhs.OrgID]T, error) {
	body, err := in.read(name)
	if err != nil {
		return nil, err
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		figures, err := document.Decode[map[nhs.OrgID]T](body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return figures, nil
	}
	figures := map[nhs.OrgID]T{}
	rows := csv.NewReader(bytes.NewReader(body))
	rows.FieldsPerRecord = -1
	for n := 0; ; n++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return figures, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := rows.FieldPos(0)
		if len(row) < 2 {
			return nil, fmt.Errorf("%s, line %d: want a code and a figure", name, line)
		}
		code, err := nhs.ParseOrgID(strings.ToUpper(strings.TrimSpace(row[0])))
		figure, figureErr := parse(strings.TrimSpace(row[1]))
		switch {
		case n == 0 && figureErr != nil:
			continue // headings
		case err != nil:
			return nil, fmt.Errorf("%s, line %d: %w", name, line, err)
		case figureErr != nil:
			return nil, fmt.Errorf("%s, line %d: %w", name, line, figureErr)
		}
		if _, twice := figures[code]; twice {
			return nil, fmt.Errorf("%s, line %d: duplicate code %s", name, line, code)
		}
		figures[code] = figure
	}
}
