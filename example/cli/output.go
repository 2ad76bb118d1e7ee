package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
)

// printf writes to the result. Flushing it reports any error.
func (in *invocation) printf(format string, args ...any) {
	fmt.Fprintf(in.stdout, format, args...)
}

// json writes a result as indented JSON.
func (in *invocation) json(v any) error {
	body, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	in.printf("%s\n", body)
	return nil
}

// csv writes a result as rows, the names of the columns first. An apostrophe precedes
// a cell that a spreadsheet would take for a formula.
func (in *invocation) csv(rows [][]string) error {
	w := csv.NewWriter(in.stdout)
	for _, row := range rows {
		for i, cell := range row {
			row[i] = harmless(cell)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func harmless(cell string) string {
	if cell == "" || !strings.ContainsAny(cell[:1], "=+-@\t\r\n") || strings.Trim(cell, "-.0123456789") == "" {
		return cell
	}
	return "'" + cell
}

// table writes rows with their columns in line.
func (in *invocation) table(rows [][]string) {
	w := tabwriter.NewWriter(in.stdout, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		if last := len(row) - 1; row[last] == "" {
			row = row[:last]
		}
		fmt.Fprintln(w, "  "+strings.Join(row, "\t"))
	}
	w.Flush()
}
