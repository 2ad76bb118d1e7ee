package cli

import (
	"fmt"
	"io"
	"os"
)

// maxDocument bounds a document that is held whole.
const maxDocument = 64 << 20

// stdinName is the name for standard input in results.
const stdinName = "-"

// open opens a file, or standard input by the name -.
func (in *invocation) open(name string) (io.ReadCloser, error) {
	if name == stdinName {
		return io.NopCloser(in.stdin), nil
	}
	return os.Open(name)
}

// read returns a whole document.
func (in *invocation) read(name string) ([]byte, error) {
	f, err := in.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, maxDocument+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxDocument {
		return nil, fmt.Errorf("%s exceeds the limit of %d bytes for a document", name, maxDocument)
	}
	return body, nil
}
