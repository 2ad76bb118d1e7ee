package server_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/opencommissioning/commissioning/example/server"
)

// The handler goes into any mux, beside whatever else the program serves. Base keeps its
// links right if it is mounted below a path.
func ExampleNew() {
	demo, err := server.New(server.Options{Base: "/market"})
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/market/", demo)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "my own page") })

	for _, target := range []string{"/", "/market/v1/ccgs/00F/successors?as_of=2015-04-01&format=csv", "/market/nothing"} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		fmt.Println(w.Code, w.Header().Get("Content-Type"))
		if w.Code == http.StatusOK {
			text, _ := io.ReadAll(w.Body)
			fmt.Print(string(text))
		}
	}
	// Output:
	// 200 text/plain; charset=utf-8
	// my own page
	// 200 text/csv; charset=utf-8
	// type,code,name,opened,closed,region,icb,ons_code,area_team,area_team_code,effective,kind,predecessor,successor,share_moved,share_of,share_basis,also_moved,also_of,also_basis,confidence,sources
	// ccg,13T,NHS Newcastle Gateshead CCG,2015-04-01,2022-06-30,North of England,QHM,E38000212,,,2015-04-01,merger,00F,13T,,,,,,,high,ods_epcmem_2019
	// 404 application/problem+json
}

// Options bound what one request may cost.
func ExampleOptions() {
	h, err := server.New(server.Options{MaxBody: 1 << 10, MaxHeavy: 1})
	if err != nil {
		log.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/v1/check/ccg", io.LimitReader(zeros{}, 1<<20))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	// Output: 413 application/problem+json
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}
