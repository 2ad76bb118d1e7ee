package web

import (
	"context"
	"net/http"
	"time"
)

// A Limiter bounds how much work of a kind runs at a time. Further work waits for a
// slot, and is refused if none is free soon enough.
type Limiter struct {
	slots   chan struct{} // one for each piece of work under way
	queue   time.Duration // how long one waits for a slot
	refusal func() *Problem
}

func newLimiter(n int, queue time.Duration, refusal func() *Problem) *Limiter {
	return &Limiter{slots: make(chan struct{}, n), queue: queue, refusal: refusal}
}

// Acquire waits for a slot, as long as the queue allows.
func (l *Limiter) Acquire(ctx context.Context) error {
	select {
	case l.slots <- struct{}{}:
		return nil
	default:
	}
	queue := time.NewTimer(l.queue)
	defer queue.Stop()
	select {
	case l.slots <- struct{}{}:
		return nil
	case <-queue.C:
		return l.refusal()
	case <-ctx.Done():
		return errGone()
	}
}

// Release gives a slot back.
func (l *Limiter) Release() { <-l.slots }

// Do runs the work in its turn, and gives up on it after the limit. Abandoned work
// keeps its slot until it ends, so that there is never more under way than there are
// slots.
func (l *Limiter) Do(ctx context.Context, limit time.Duration, work func() (Response, error)) (Response, error) {
	if err := l.Acquire(ctx); err != nil {
		return Response{}, err
	}
	type outcome struct {
		Response
		error
	}
	done := make(chan outcome, 1)
	go func() {
		defer l.Release()
		a, err := guard(work)
		done <- outcome{a, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case o := <-done:
		if ctx.Err() != nil {
			return Response{}, errGone() // the work may have stopped for it
		}
		return o.Response, o.error
	case <-timer.C:
		return Response{}, NewProblem(http.StatusServiceUnavailable, "this took longer than the %s allowed; send less at once", limit).With("Retry-After", "30")
	case <-ctx.Done():
		return Response{}, errGone()
	}
}

// errGone is for the log: the client cannot read it.
func errGone() error {
	return NewProblem(http.StatusServiceUnavailable, "the client disconnected").With("Retry-After", "1")
}
