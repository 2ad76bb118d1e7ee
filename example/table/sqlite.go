package table

import (
	"database/sql"
	"errors"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

const schema = `CREATE TABLE payments (
	file TEXT NOT NULL, sheet TEXT NOT NULL, line INTEGER NOT NULL, payer TEXT NOT NULL, date TEXT, month TEXT, expense_type TEXT NOT NULL, expense_area TEXT NOT NULL,
	supplier TEXT NOT NULL, supplier_key TEXT NOT NULL, transaction_number TEXT NOT NULL, amount TEXT NOT NULL, description TEXT NOT NULL,
	supplier_postcode TEXT NOT NULL, expenditure_type TEXT NOT NULL, doubts TEXT NOT NULL, amount_pence INTEGER NOT NULL
)`

type sqliteSink struct {
	db     *sql.DB
	tx     *sql.Tx
	insert *sql.Stmt
}

func openSQLite(path string) (sink, error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, err
	}
	s := &sqliteSink{db: db}
	if _, err = db.Exec(schema); err == nil {
		s.tx, err = db.Begin()
	}
	if err == nil {
		s.insert, err = s.tx.Prepare("INSERT INTO payments VALUES (" + strings.Repeat("?, ", len(columns)) + "?)")
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (s *sqliteSink) write(r *Row) error {
	pence, err := pence(r.Amount)
	if err != nil {
		return err
	}
	text, err := amountText(r.Amount)
	if err != nil {
		return err
	}
	cells := make([]any, 0, len(columns)+1)
	for i, t := range r.texts(text) {
		switch {
		case columns[i] == "line":
			cells = append(cells, r.Line)
		case t == "" && (columns[i] == "date" || columns[i] == "month"):
			cells = append(cells, nil) // unknown
		default:
			cells = append(cells, t)
		}
	}
	_, err = s.insert.Exec(append(cells, pence)...)
	return err
}

func (s *sqliteSink) close() error {
	return errors.Join(s.insert.Close(), s.tx.Commit(), s.db.Close())
}
