package spend

import (
	"cmp"
	"maps"
	"slices"

	"github.com/opencommissioning/commissioning/nhs"
)

// Why the payments of a file or a sheet are not counted again.
const (
	// RepeatsCopy means that another has exactly the same payments.
	RepeatsCopy Reason = "copy"
	// RepeatsPart means that another has all its payments and more.
	RepeatsPart Reason = "part of another"
	// RepeatsSeveral means that it has the payments of several others, as a year to date
	// does.
	RepeatsSeveral Reason = "repeats several others"
	// RepeatsRevised means that another is its revision.
	RepeatsRevised Reason = "earlier version"
	// RepeatsSummary means that it sums up the payments of others, as a pivot table does.
	RepeatsSummary Reason = "summary of others"
)

// A LeftOut is a file of a folder, or a sheet of a workbook, whose payments are counted
// elsewhere. Its lines are not in the account of those that are counted. Set CountAll
// in [Options] or [FolderOptions] to count it too.
type LeftOut struct {
	// Path is the path of the file; "" for a sheet.
	Path string `json:"path,omitempty"`
	// Sheet is the name of the sheet; "" for a whole file.
	Sheet string `json:"sheet,omitempty"`
	// Why says how it repeats others.
	Why Reason `json:"why"`
	// Of are the paths of the files, or the names of the sheets, that it repeats.
	Of []string `json:"of,omitempty"`
	// Payments is the number of its payments.
	Payments int `json:"payments"`
	// Amount is their sum, in pounds.
	Amount nhs.Money `json:"amount"`
}

// A rowSet is the payments of a file or a sheet as hashes, in order.
type rowSet struct {
	name string
	rows []uint64
}

// A repetition is a set whose rows others have.
type repetition struct {
	which int
	why   Reason
	of    []int
}

// maxHolders bounds the sets that hold one row: a row in more is no evidence.
const maxHolders = 60

// sharedRows returns how many rows each two sets have in common.
func sharedRows(sets []rowSet) map[[2]int]int {
	type held struct {
		row   uint64
		set   int32
		times int32
	}
	var all []held
	for i, s := range sets {
		for from := 0; from < len(s.rows); {
			to := from + 1
			for to < len(s.rows) && s.rows[to] == s.rows[from] {
				to++
			}
			all = append(all, held{s.rows[from], int32(i), int32(to - from)})
			from = to
		}
	}
	slices.SortFunc(all, func(a, b held) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.set, b.set)) })
	shared := map[[2]int]int{}
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].row == all[from].row {
			to++
		}
		if to-from <= maxHolders {
			for i := from; i < to; i++ {
				for j := i + 1; j < to; j++ {
					shared[[2]int{int(all[i].set), int(all[j].set)}] += int(min(all[i].times, all[j].times))
				}
			}
		}
		from = to
	}
	return shared
}

// pairsOf lists the sets that share rows, in order.
func pairsOf(shared map[[2]int]int) [][2]int {
	return slices.SortedFunc(maps.Keys(shared), func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
}

// findRepeats returns the sets that repeat others, given what they share. Of two copies
// the first counts. A set that is part of another counts instead of it if it is newer.
func findRepeats(sets []rowSet, shared map[[2]int]int, newer func(part, whole int) bool) []repetition {
	within := make([][]int, len(sets)) // by set, the smaller ones that are all in it
	same := make([]int, len(sets))     // the first with the same rows
	for i := range same {
		same[i] = i
	}
	for _, p := range pairsOf(shared) {
		n, a, b := shared[p], len(sets[p[0]].rows), len(sets[p[1]].rows)
		switch {
		case n == a && n == b:
			same[p[1]] = min(same[p[1]], same[p[0]])
		case n == a:
			within[p[1]] = append(within[p[1]], p[0])
		case n == b:
			within[p[0]] = append(within[p[0]], p[1])
		}
	}
	var list []repetition
	out := make([]bool, len(sets))
	leave := func(i int, why Reason, of ...int) {
		out[i] = true
		list = append(list, repetition{i, why, of})
	}
	for i := range sets {
		if same[i] != i {
			leave(i, RepeatsCopy, same[i])
		}
	}
	// One that has exactly the rows of several others goes, and they stay.
	for i := range sets {
		if out[i] || len(within[i]) < 2 {
			continue
		}
		var of []int
		rows := 0
		for _, j := range within[i] {
			if !out[j] {
				of = append(of, j)
				rows += len(sets[j].rows)
			}
		}
		if len(of) >= 2 && rows == len(sets[i].rows) {
			leave(i, RepeatsSeveral, of...)
		}
	}
	for i := range sets {
		if out[i] {
			continue
		}
		for _, j := range within[i] {
			switch {
			case out[j]:
			case newer(j, i):
				leave(i, RepeatsRevised, j)
			default:
				leave(j, RepeatsPart, i)
			}
			if out[i] {
				break
			}
		}
	}
	slices.SortFunc(list, func(a, b repetition) int { return cmp.Compare(a.which, b.which) })
	return list
}
