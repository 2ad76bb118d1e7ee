// Command spendbench compares package spend with DuckDB and with encoding/csv and
// shopspring/decimal on one file: exact sums by body, supplier and month. It checks
// that all of them agree to the penny and prints how fast each was. It is a module
// of its own, so that nobody who uses the library downloads a database.
//
// Ten million lines to repeat the comparison on:
//
//	awk 'BEGIN { print "Entity,Date,Supplier,Amount"; for (i = 0; i < 1e7; i++)
//		printf "NHS Body %d CCG,%02d/%02d/2020,Supplier %d Ltd,%d.%02d\n",
//		i*7%200, i%28+1, i*5%12+1, i*31%5000, 25000+i*13%900000, i%100 }' >spend.csv
//	go run . -rounds 3 spend.csv
//
// The file has the headings Entity, Date (DD/MM/YYYY), Supplier and Amount. Its
// sums are held in memory by every contender, and the file should be in the page
// cache: the first round warms it.
package main

import (
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/shopspring/decimal"

	"github.com/opencommissioning/commissioning/ccg/spend"
)

// A sum is what one contender came to, in a form that can be compared.
type sum struct {
	groups int
	pence  int64
	hash   uint64 // of all groups, in any order
}

func (s *sum) add(entity, supplier, month string, pence int64) {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%d", entity, supplier, month, pence)
	s.groups++
	s.pence += pence
	s.hash += h.Sum64()
}

// A contender reads the file. What it returns is called after the clock stopped.
type contender struct {
	name string
	run  func(path string) (func() (sum, error), error)
}

var contenders = []contender{
	{"spend, 1 goroutine", withSpend},
	{"DuckDB, threads=1", withDuckDB},
	{"encoding/csv + shopspring", withDecimal},
}

func withSpend(path string) (func() (sum, error), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	l := spend.NewLedger()
	file, err := l.Read(f, spend.Options{})
	if err != nil {
		return nil, err
	}
	if !file.Accounting.Balanced() {
		return nil, fmt.Errorf("lines are missing from the accounting: %+v", file.Accounting)
	}
	return func() (s sum, err error) {
		type key struct {
			entity, supplier string
			month            spend.Month
		}
		groups := map[key]int64{} // entries are finer: they tell charges from CSUs apart
		for e := range l.Entries() {
			groups[key{e.Entity, e.Supplier, e.Month}] += e.Pence
		}
		for k, p := range groups {
			s.add(k.entity, k.supplier, k.month.String(), p)
		}
		return s, nil
	}, nil
}

const query = `
CREATE OR REPLACE TABLE sums AS
SELECT Entity, Supplier, right("Date", 4) || '-' || substr("Date", 4, 2) AS month,
	sum(CASE WHEN Amount LIKE '(%' THEN -CAST(replace(replace(replace(Amount, '(', ''), ')', ''), ',', '') AS DECIMAL(18, 2))
		ELSE CAST(replace(Amount, ',', '') AS DECIMAL(18, 2)) END) AS amount
FROM read_csv(?, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')
GROUP BY ALL`

func withDuckDB(path string) (func() (sum, error), error) {
	ctx := context.Background()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "SET threads = 1; SET preserve_insertion_order = false"); err != nil {
		return nil, err
	}
	if _, err := db.ExecContext(ctx, query, path); err != nil {
		return nil, err
	}
	return func() (s sum, err error) {
		defer db.Close()
		rows, err := db.QueryContext(ctx, "SELECT Entity, Supplier, month, CAST(amount * 100 AS BIGINT) FROM sums")
		if err != nil {
			return s, err
		}
		defer rows.Close()
		for rows.Next() {
			var entity, supplier, month string
			var pence int64
			if err := rows.Scan(&entity, &supplier, &month, &pence); err != nil {
				return s, err
			}
			s.add(entity, supplier, month, pence)
		}
		return s, rows.Err()
	}, nil
}

func withDecimal(path string) (func() (sum, error), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil {
		return nil, err
	}
	column := func(name string) int { return slices.Index(header, name) }
	entity, date, supplier, amount := column("Entity"), column("Date"), column("Supplier"), column("Amount")
	type key struct{ entity, supplier, month string }
	groups := map[key]decimal.Decimal{}
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		text := strings.ReplaceAll(rec[amount], ",", "")
		negative := strings.HasPrefix(text, "(")
		d, err := decimal.NewFromString(strings.Trim(text, "()"))
		if err != nil {
			return nil, err
		}
		if negative {
			d = d.Neg()
		}
		k := key{rec[entity], rec[supplier], rec[date][6:10] + "-" + rec[date][3:5]}
		groups[k] = groups[k].Add(d)
	}
	return func() (s sum, err error) {
		for k, d := range groups {
			s.add(k.entity, k.supplier, k.month, d.Shift(2).IntPart())
		}
		return s, nil
	}, nil
}

func main() {
	rounds := flag.Int("rounds", 3, "rounds; the contenders take turns and the median counts")
	only := flag.Int("only", -1, "run this contender alone, once, and print its measure as JSON")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: spendbench [-rounds n] file.csv")
		os.Exit(2)
	}
	err := errors.New("there is no such contender")
	switch {
	case *only < 0:
		err = compare(os.Stdout, flag.Arg(0), *rounds, alone)
	case *only < len(contenders):
		var m measure
		if m, err = run(*only, flag.Arg(0)); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(m)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A measure is what one contender came to and how long it took.
type measure struct {
	Groups           int
	Pence            int64
	Hash             uint64
	Clock, Processor time.Duration
}

func (m measure) sum() sum { return sum{m.Groups, m.Pence, m.Hash} }

// run measures one contender in this process.
func run(i int, path string) (measure, error) {
	start, busy := time.Now(), processorTime()
	result, err := contenders[i].run(path)
	took, used := time.Since(start), processorTime()-busy
	if err != nil {
		return measure{}, err
	}
	s, err := result()
	return measure{s.groups, s.pence, s.hash, took, used}, err
}

// alone measures one contender in a process of its own, so that none inherits
// the memory of another.
func alone(i int, path string) (measure, error) {
	self, err := os.Executable()
	if err != nil {
		return measure{}, err
	}
	command := exec.Command(self, "-only", strconv.Itoa(i), path)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return measure{}, err
	}
	var m measure
	return m, json.Unmarshal(out, &m)
}

func compare(w io.Writer, path string, rounds int, run func(int, string) (measure, error)) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	times, processor := make([][]time.Duration, len(contenders)), make([][]time.Duration, len(contenders))
	var agreed *sum
	for round := range rounds {
		for i, c := range contenders {
			m, err := run(i, path)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			times[i], processor[i] = append(times[i], m.Clock), append(processor[i], m.Processor)
			s := m.sum()
			if agreed == nil {
				agreed = &s
			} else if s != *agreed {
				return fmt.Errorf("%s, round %d: the sums are %+v, not %+v", c.name, round+1, s, *agreed)
			}
		}
	}
	fmt.Fprintf(w, "%d groups, every sum agrees, total %d pence\n", agreed.groups, agreed.pence)
	fmt.Fprintf(w, "%-28s %9s %9s %9s %12s %12s\n", "median of each", "clock s", "MB/s", "ratio", "processor s", "ratio")
	var clock, busy time.Duration
	for i, c := range contenders {
		t, p := median(times[i]), median(processor[i])
		if i == 0 {
			clock, busy = t, p
		}
		fmt.Fprintf(w, "%-28s %9.2f %9.0f %9.2f %12.2f %12.2f\n", c.name, t.Seconds(), float64(info.Size())/1e6/t.Seconds(), t.Seconds()/clock.Seconds(), p.Seconds(), p.Seconds()/busy.Seconds())
	}
	return nil
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// processorTime is the time that this process has kept processors busy: on a
// machine with other work it says more than the clock.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
