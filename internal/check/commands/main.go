package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/opencommissioning/commissioning/internal/source"
)

const patience = 120 * time.Second // with the start of the demo, and with each command

// strict makes curl fail where the demo answers with an error.
const strict = `set -euo pipefail; curl() { command curl --fail --silent --show-error --max-time 10 "$@"; }; `

func main() {
	if err := runAll(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runAll() (err error) {
	root, err := source.Root()
	if err != nil {
		return err
	}
	commands, err := readme(root)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "commands")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel() // kills a demo that was not stopped

	started := time.AfterFunc(patience, cancel)
	d, err := startDemo(ctx, root, folder)
	started.Stop()
	if err != nil {
		return err
	}
	for _, command := range commands {
		fmt.Println(command)
		if err := try(ctx, root, folder, command, d.address); err != nil {
			return err
		}
	}
	return d.stop()
}

// readme returns the commands of README.md, all of which are known.
func readme(root string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		return nil, err
	}
	commands := commandsOf(string(text))
	var errs []error
	for _, command := range required {
		if !slices.Contains(commands, command) {
			errs = append(errs, fmt.Errorf("README.md does not name the command: %s", command))
		}
	}
	for _, command := range commands {
		if kindOf(command) == unknown {
			errs = append(errs, fmt.Errorf("README.md names a command that this check does not know: %s", command))
		}
	}
	return commands, errors.Join(errs...)
}

func try(ctx context.Context, root, folder, command, address string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	there := strings.NewReplacer("127.0.0.1:8080", address, "localhost:8080", address).Replace(command)
	c := exec.CommandContext(ctx, "bash", "-c", strict+there)
	c.Dir = root
	switch kindOf(command) {
	case done:
		return nil
	case listed:
		words := strings.Fields(command)
		name, _, _ := strings.Cut(words[len(words)-1], "@")
		c = exec.CommandContext(ctx, "go", "list", name)
		c.Dir = root
	case apart:
		words := strings.Fields(command)
		c = exec.CommandContext(ctx, words[0], words[1:]...)
		c.Dir = filepath.Join(folder, "module")
		if err := freshModule(c.Dir, command); err != nil {
			return err
		}
	}
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("this command of README.md fails: %s: %w\n%s", command, err, out)
	}
	return nil
}

// freshModule makes dir a module, unless it is one or the command will make it one.
func freshModule(dir, command string) error {
	file := filepath.Join(dir, "go.mod")
	if _, err := os.Stat(file); err == nil || strings.HasPrefix(command, "go mod init") {
		return os.MkdirAll(dir, 0o777)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, []byte("module try\n\ngo 1.26\n"), 0o666)
}
