package workbook_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/opencommissioning/commissioning/ccg/spend"
	"github.com/opencommissioning/commissioning/ccg/spend/workbook"
)

// countdown is done after it was asked a number of times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestGivingUp wants an end soon, wherever in a file the reader is.
func TestGivingUp(t *testing.T) {
	rows := heads + strings.Repeat(`<row><c><v>1</v></c></row>`, 20_000)
	for name, file := range map[string][]byte{
		"xlsx": zipped(t, parts(rows, "", nil)),
		"ods":  ods(t, "", table("June", strings.Repeat(odsRow("a"), 10_000))),
		"html": []byte("<html><table>" + strings.Repeat("<tr><td>a", 20_000)),
	} {
		for asked := range 20 {
			ctx := &countdown{t.Context(), asked}
			_, err := spend.NewLedger().ReadContext(ctx, bytes.NewReader(file), spend.Options{Formats: workbook.Formats(workbook.Limits{})})
			if !errors.Is(err, context.Canceled) || ctx.left < -3 {
				t.Errorf("%s, given up after %d: %v, asked %d times more", name, asked, err, -ctx.left)
			}
		}
	}
}
