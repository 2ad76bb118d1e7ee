package web_test

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/opencommissioning/commissioning/example/web"
)

// A table of one row is a server: what the row answers becomes JSON, and what it
// refuses a problem.
func ExampleServer_Handler() {
	s, err := web.NewServer(web.Settings{})
	if err != nil {
		log.Fatal(err)
	}
	h := s.Handler([]web.Operation{{
		Method: http.MethodGet, Path: "/square", Query: []web.Parameter{{Name: "of", Min: 1, Max: 100}},
		Answer: func(r *web.Request) (any, error) {
			n, err := r.Number("of", 1, 100)
			if err != nil {
				return nil, err
			}
			return map[string]int{"square": n * n}, nil
		},
	}})
	for _, target := range []string{"/square?of=7", "/square?of=101", "/square?from=7"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		fmt.Println(w.Code, w.Header().Get("Content-Type"))
	}
	// Output:
	// 200 application/json
	// 400 application/problem+json
	// 400 application/problem+json
}
