// Command example serves the demo: a JSON API and pages over the real market.
//
//	go run ./example
//	go run ./example -addr 127.0.0.1:0
//
// It prints its address and logs each request to standard error as one line of JSON.
// On an interrupt it finishes the requests under way.
//
// The same works at the command line, and as files:
//
//	go run ./example help
//	go run ./example check agreement.json
//	go run ./example org 13T --on 2016-01-01
//	go run ./example -static DIR
//
// The exit status of a command is 0 if all is well, 1 if something was found, and 2
// if it could not run.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"github.com/opencommissioning/commissioning/example/cli"
	"github.com/opencommissioning/commissioning/example/server"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(os.Args) > 1 && cli.Has(os.Args[1]) {
		status := cli.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		stop()
		os.Exit(status)
	}
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "example:", err)
		stop()
		os.Exit(cli.Failed)
	}
}

// run serves until the context ends, or writes the demo as files.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("example", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "127.0.0.1:8080", "`address` to listen on; port 0 takes any free port")
	hosts := flags.String("hosts", "", "`names` to answer for on loopback beside localhost, separated by commas; * is any name")
	var timeout time.Duration
	flags.DurationVar(&timeout, "shutdown-timeout", 10*time.Second, "how long requests under way may take to finish at shutdown")
	static := flags.String("static", "", "write the demo as files to this `folder` and exit")
	flags.Usage = func() {
		fmt.Fprint(stderr, "Without a command the demo is served. Options:\n\n")
		flags.PrintDefaults()
		fmt.Fprintln(stderr)
		cli.WriteUsage(stderr)
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("there is no command %q; help lists them", flags.Arg(0))
	}
	if *static != "" {
		if err := os.MkdirAll(*static, 0o755); err != nil { // before the work, which takes a while
			return err
		}
		files, err := server.WriteSite(ctx, server.Options{}, func(name string, body []byte) error { return cli.WriteFile(*static, name, body) })
		if err == nil {
			fmt.Fprintf(stdout, "%d files written to %s\n", files, *static)
		}
		return err
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	logger := zerolog.New(zerolog.SyncWriter(stderr)).With().Timestamp().Logger()
	handler, err := server.New(server.Options{Log: logger, Hosts: strings.FieldsFunc(*hosts, func(c rune) bool { return c == ',' || c == ' ' })})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	fmt.Fprintf(stdout, "listening on http://%s\n", listener.Addr())
	return serve(ctx, listener, newServer(handler, logger), timeout)
}

// newServer returns a server that no slow client can hold on to.
func newServer(handler http.Handler, logger zerolog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          log.New(logger.With().Str("level", zerolog.LevelErrorValue).Logger(), "", 0),
	}
}

// serve serves until the context ends, and then gives the requests under way some
// time to finish.
func serve(ctx context.Context, listener net.Listener, srv *http.Server, timeout time.Duration) error {
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
	defer cancel()
	if err := srv.Shutdown(deadline); err != nil {
		return errors.Join(fmt.Errorf("requests still under way after %s: %w", timeout, err), srv.Close())
	}
	return nil
}
