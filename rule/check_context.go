package rule

import "context"

// CheckContext is [Set.Check] that stops when nobody waits for the report any more: it
// looks between the members of each list. The error is that of the context, and the
// report is then empty.
func (s Set[T]) CheckContext(ctx context.Context, v *T, o Options) (Report, error) {
	o.done = ctx.Done()
	report := s.Check(v, o)
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	return report, nil
}

// stopped reports whether nobody waits for the report.
func (o *Options) stopped() bool {
	if o.done == nil {
		return false
	}
	select {
	case <-o.done:
		return true
	default:
		return false
	}
}
