package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/opencommissioning/commissioning/internal/source"
)

func TestReadme(t *testing.T) {
	root, err := source.Root()
	if err != nil {
		t.Fatal(err)
	}
	commands, err := readme(root)
	if err != nil {
		t.Error(err)
	}
	runs := 0
	for _, command := range commands {
		if kindOf(command) == run {
			runs++
		}
	}
	if runs < 4 {
		t.Errorf("README.md has %d commands to run: %q", runs, commands)
	}
}

func TestCommandsOf(t *testing.T) {
	const text = "go out\n```sh\n# first\ngo run ./example\n\n$ curl a \\\n  -d b\n```\ncurl c\n" +
		"  ``` console\n  $ curl d\n  {\"e\": 1}\n  $ curl f \\\n    g\n  curl h\n  ```\n```go\ncurl i\n```\n```text\ngo j\n```\n```bash\nk\n```\n```shell\nl\n```\n"
	want := []string{"go run ./example", "curl a -d b", "curl d", "curl f g", "k", "l"}
	if diff := cmp.Diff(want, commandsOf(text)); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
}

func TestKindOf(t *testing.T) {
	for command, want := range map[string]kind{
		"go run ./example":                      done,
		"go run ./example -addr 127.0.0.1:0":    done,
		"cd commissioning":                      done,
		"go test ./...":                         done,
		"go get example.org/x@latest":           listed,
		"go doc ./sla":                          run,
		"go run ./example help":                 run,
		"curl http://127.0.0.1:8080/":           run,
		"go mod edit -replace example.org/x=..": apart,
		"rm -rf /":                              unknown,
		"curlew":                                unknown,
		"":                                      unknown,
	} {
		if got := kindOf(command); got != want {
			t.Errorf("%q is %s, want %s", command, got, want)
		}
	}
}
