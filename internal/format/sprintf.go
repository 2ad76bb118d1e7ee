package format

import (
	"fmt"
	"reflect"
	"slices"
)

const (
	// MaxArg is how many bytes of one argument [Sprintf] repeats.
	MaxArg = 200
	// MaxText is how many bytes [Sprintf] returns at most.
	MaxText = 1000
)

// Sprintf is [fmt.Sprintf] for texts that repeat what somebody sent. It shortens an
// argument of more than [MaxArg] bytes in the middle, and so the result to [MaxText]; of a
// list of texts it says how many it leaves out.
func Sprintf(layout string, args ...any) string {
	for i, a := range args {
		if short := clipArg(a); short != nil {
			args = slices.Clone(args)
			args[i] = short
			for j := i + 1; j < len(args); j++ {
				if short := clipArg(args[j]); short != nil {
					args[j] = short
				}
			}
			break
		}
	}
	return Clip(fmt.Sprintf(layout, args...), MaxText)
}

// clipArg returns what stands for an argument that is too long to repeat: a text, or a
// list of them. It is nil for one that is not.
func clipArg(a any) any {
	switch a := a.(type) {
	case nil, int, bool:
		return nil
	case string:
		return clipText(a)
	case error:
		return clipText(a.Error())
	}
	switch v := reflect.ValueOf(a); v.Kind() {
	case reflect.String:
		return clipText(v.String())
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String {
			return clipTexts(v)
		}
	}
	return nil
}

func clipText(s string) any {
	if len(s) <= MaxArg {
		return nil
	}
	return Clip(s, MaxArg)
}

// clipTexts keeps as many of the texts as MaxText has room for, and says how many more
// there are.
func clipTexts(list reflect.Value) any {
	var kept []string
	size := 0
	for i := range list.Len() {
		s := Clip(list.Index(i).String(), MaxArg)
		size += len(s)
		if size > MaxText/2 {
			return append(kept, fmt.Sprintf("and %s more", Int(int64(list.Len()-i))))
		}
		kept = append(kept, s)
	}
	return kept
}
