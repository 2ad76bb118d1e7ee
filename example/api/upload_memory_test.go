package api

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/opencommissioning/commissioning/england"
)

// A madeUp file is written row by row while it is read.
type madeUp struct {
	left int // bytes to come
	n    int
	row  func(n int) string
	rest string
}

func (m *madeUp) Read(p []byte) (int, error) {
	total := 0
	for total < len(p) {
		if m.rest == "" {
			if m.left <= 0 {
				break
			}
			m.rest = m.row(m.n)
			m.n++
			m.left -= len(m.rest)
		}
		n := copy(p[total:], m.rest)
		m.rest = m.rest[n:]
		total += n
	}
	if total == 0 {
		return 0, io.EOF
	}
	return total, nil
}

// uploads are files of 64 MB that hold as much as they can of one thing.
var uploads = map[string]func(n int) string{
	"new names in every row":    func(n int) string { return fmt.Sprintf("e%x,30/04/2020,t%x,a%x,s%x,1\n", n, n, n, n) },
	"a new supplier each":       func(n int) string { return fmt.Sprintf("e,30/04/2020,t,a,s%x,1\n", n) },
	"a new body each, one unit": func(n int) string { return fmt.Sprintf("NHS %x CCG,30/04/2020,t,a,NHS NEL CSU,1\n", n) },
	"new spellings of units": func(n int) string {
		return fmt.Sprintf("NHS HULL CCG,30/04/2020,Charges from CSU,a,NHS NEL CSU %d,1\n", n)
	},
	"texts that mention a unit": func(n int) string { return fmt.Sprintf("NHS HULL CCG,30/04/2020,t,a,X%dX CSU,1\n", n) },
	"pairs of few names": func(n int) string {
		return fmt.Sprintf("e%x,30/04/2020,t%x,a%x,NHS NEL CSU %x,1\n", n%3000, n%2999, n%2998, n%2997)
	},
	"pairs and months": func(n int) string {
		return fmt.Sprintf("e%x,01/%02d/20%02d,t,a,NHS NEL CSU %x,1\n", n%500, 1+n/7%12, 10+n%17, n%50000)
	},
	"long names": func(n int) string {
		return fmt.Sprintf("e,30/04/2020,t,a,%x%s,1\n", n, strings.Repeat("s", 2000))
	},
	"names of signs that grow": func(n int) string {
		return fmt.Sprintf("e,30/04/2020,t,a,%x%s,1\n", n, strings.Repeat("\x80", 60))
	},
	"a new name in a wrong column": func(n int) string { return fmt.Sprintf("e,x%x,t,a,s,y%x\n", n, n) },
	"dates either way": func(n int) string {
		return fmt.Sprintf("e%x,%02d/%02d/2020,t,a,s%x,1\n", n%20000, 1+n%12, 1+n/12%12, n%30000)
	},
	"transactions": func(n int) string { return fmt.Sprintf("e,30/04/2020,t,a,s,%d.17\n", n) },
}

// slow are the files that are read to their end, which takes the rules for lines a
// minute at full size; what is held of them does not grow with it.
var slow = map[string]bool{"a new name in a wrong column": true, "dates either way": true, "transactions": true}

// TestUploadMemory holds that a file of 64 MB is answered, or refused with a clear
// error, within 512 MiB of memory, whatever it holds.
func TestUploadMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("half a minute of reading")
	}
	d, err := load(england.Market)
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range uploads {
		t.Run(name, func(t *testing.T) {
			debug.FreeOSMemory()
			size := 64
			if slow[name] {
				size = 2
			}
			file := &madeUp{left: size << 20, row: row, rest: "Entity,Date,Expense Type,Expense Area,Supplier,Amount\n"}
			peak, done := make(chan uint64), make(chan struct{})
			go func() {
				var m runtime.MemStats
				most := uint64(0)
				for {
					runtime.ReadMemStats(&m)
					most = max(most, m.Sys-m.HeapReleased)
					select {
					case <-done:
						peak <- most
						return
					case <-time.After(5 * time.Millisecond):
					}
				}
			}()
			answer, err := d.ReadPayments(t.Context(), file, "upload.csv")
			close(done)
			most := <-peak
			if most > 512<<20 {
				t.Errorf("took %d MiB", most>>20)
			}
			t.Logf("%d MiB, %d MB read, %v", most>>20, size-file.left>>20, err)
			runtime.KeepAlive(answer)
		})
	}
}
