package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A demo is the example, built and running.
type demo struct {
	address string
	process *exec.Cmd
	log     *os.File
}

// startDemo builds the example into the folder and waits until it is healthy. It
// builds, since go run does not hand on the exit status.
func startDemo(ctx context.Context, root, folder string) (*demo, error) {
	program := filepath.Join(folder, "example")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, "./example")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the example: %w\n%s", err, out)
	}
	log, err := os.Create(filepath.Join(folder, "demo.log"))
	if err != nil {
		return nil, err
	}
	d := &demo{process: exec.CommandContext(ctx, program, "-addr", "127.0.0.1:0"), log: log}
	d.process.Stderr = log
	stdout, err := d.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := d.process.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(stdout); d.address == "" && lines.Scan(); {
		_, d.address, _ = strings.Cut(lines.Text(), "listening on http://")
	}
	if d.address == "" {
		return nil, d.failed("the example does not say where it listens", d.process.Wait())
	}
	go io.Copy(io.Discard, stdout) // so that it can go on printing
	if err := d.healthy(ctx); err != nil {
		return nil, d.failed("the example is not healthy", err)
	}
	return d, nil
}

func (d *demo) healthy(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+d.address+"/healthz", nil)
	if err != nil {
		return err
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	if w.StatusCode != http.StatusOK {
		return errors.New(w.Status)
	}
	return nil
}

// stop interrupts the demo, which must then end well.
func (d *demo) stop() error {
	if err := d.process.Process.Signal(os.Interrupt); err != nil {
		return d.failed("interrupting the example", err)
	}
	if err := d.process.Wait(); err != nil {
		return d.failed("the example did not shut down cleanly", err)
	}
	return nil
}

// failed is an error with what the demo wrote.
func (d *demo) failed(what string, err error) error {
	text, _ := os.ReadFile(d.log.Name())
	return fmt.Errorf("%s: %w\n%s", what, err, text)
}
