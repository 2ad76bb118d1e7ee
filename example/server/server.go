package server

import (
	"context"
	"net/http"
	"time"

	"github.com/rs/zerolog"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/example/api"
	"github.com/opencommissioning/commissioning/example/openapi"
	"github.com/opencommissioning/commissioning/example/pages"
	"github.com/opencommissioning/commissioning/example/site"
	"github.com/opencommissioning/commissioning/example/web"
)

// Options are what a server can be given. The zero Options are fine.
type Options struct {
	// Log receives one line for each request, and every failure. The zero Logger
	// writes nothing.
	Log zerolog.Logger
	// Base is the path that the handler is mounted at, such as /demo; "" is the
	// root. Requests come with it, and the links of pages lead below it.
	Base string
	// Hosts are names that a server on loopback answers for beside localhost and
	// loopback addresses; "*" is every name. What comes in over another address is
	// answered whatever the name.
	Hosts []string
	// Market returns the market to serve. It is called once, when first needed.
	// Nil serves the real one, [england.Market].
	Market func() (*commissioning.Market, error)
	// MaxBody is the largest request body in bytes; 0 means 4 MiB.
	MaxBody int64
	// BodyLimit is how long a request body may take to arrive; 0 means 30 seconds.
	BodyLimit time.Duration
	// MaxHeavy is how many checks and crosswalks run at a time; 0 means one for
	// each processor.
	MaxHeavy int
	// Queue is how long another one waits for its turn before it is refused; 0
	// means one second.
	Queue time.Duration
	// Limit is how long one may take; 0 means ten seconds.
	Limit time.Duration
	// MaxUpload is the largest spend file in bytes; 0 means 256 MiB. Files are read
	// as they arrive and not held.
	MaxUpload int64
	// MaxUploads is how many are read at a time; 0 means one for each processor.
	MaxUploads int
	// UploadLimit is how long one may take to arrive; 0 means five minutes.
	UploadLimit time.Duration
	// UploadPace is how long each 64 KiB of one may take; 0 means 20 seconds.
	UploadPace time.Duration
}

// New returns the handler of every path that the demo has. Nothing is parsed
// until a request needs it. Options with a negative number are an error.
func New(o Options) (http.Handler, error) {
	d, err := wire(o)
	if err != nil {
		return nil, err
	}
	return d.handler(), nil
}

// WriteSite hands every page of the demo to write as a file, as [site.Write] does,
// and returns how many there were.
func WriteSite(ctx context.Context, o Options, write func(name string, body []byte) error) (files int, err error) {
	d, err := wire(o)
	if err != nil {
		return 0, err
	}
	return site.Write(ctx, d.handler(), d.operations, write)
}

// demo is the rooms of the demo put together.
type demo struct {
	*web.Server
	operations []web.Operation
}

func (d *demo) handler() http.Handler { return d.Handler(d.operations) }

// wire hands the operations for programs to the pages and to the document that
// describes them, and all of it to the server.
func wire(o Options) (*demo, error) {
	if o.Market == nil {
		o.Market = england.Market
	}
	d := &demo{}
	service := api.New(o.Market)
	document := openapi.Operation(info(), types(), func() []web.Operation { return d.operations })
	programs := append(append(service.Operations(), document), service.About()...)
	views, err := pages.New(service, programs, o.Base)
	if err != nil {
		return nil, err
	}
	d.operations = append(views.Operations(), programs...)
	d.Server, err = web.NewServer(web.Settings{
		Log: o.Log, Base: o.Base, Hosts: o.Hosts, Version: england.Version, ProblemPage: views.Problem,
		MaxBody: o.MaxBody, BodyLimit: o.BodyLimit, MaxHeavy: o.MaxHeavy, Queue: o.Queue, Limit: o.Limit,
		MaxUpload: o.MaxUpload, MaxUploads: o.MaxUploads, UploadLimit: o.UploadLimit, UploadPace: o.UploadPace,
	})
	return d, err
}

// info is what the OpenAPI document is of.
func info() openapi.Info {
	return openapi.Info{
		Title:   "Commissioning support in England, 2012 to 2026",
		Version: england.Version,
		Summary: "Who could buy what from whom: registers, frameworks, rules and calculations",
	}
}

func types() openapi.Types {
	return openapi.Types{Text: api.TextSchemas(), Published: api.Published()}
}
