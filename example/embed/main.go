// Command embed is a whole service around the library, with two routes.
//
//	go run ./example/embed
//	curl '127.0.0.1:8081/groups/00F?on=2015-04-01'
//	curl --data-binary @sla/examples/secret-five-years.json 127.0.0.1:8081/agreements
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/opencommissioning/commissioning"
	"github.com/opencommissioning/commissioning/document"
	"github.com/opencommissioning/commissioning/england"
	"github.com/opencommissioning/commissioning/nhs"
	"github.com/opencommissioning/commissioning/rule"
	"github.com/opencommissioning/commissioning/sla"
	"github.com/rs/zerolog"
	"github.com/rs/zerolog/hlog"
)

var everyLineNamesService = rule.Rule[sla.Agreement]{
	Meta: rule.Meta{
		ID: "OUR-01", Title: "Every line names its service", Severity: rule.Warning, Basis: rule.LocalPolicy,
		Rationale: "Our reports group lines by service.", Fix: "Give the line a service.",
	},
	Check: func(_ rule.Pass, a *sla.Agreement) (found rule.Findings) {
		for i, line := range a.Lines {
			if line.Service == "" {
				found.Add(rule.PointerOf("lines", i, "service"), "line %s has no service: add one", line.ID)
			}
		}
		return found
	},
}

func main() {
	log := zerolog.New(os.Stderr).With().Timestamp().Logger()
	market, badMarket := england.Market()
	rules, badRule := sla.AgreementRules().With(everyLineNamesService)
	if err := errors.Join(badMarket, badRule); err != nil {
		log.Fatal().Err(err).Msg("load the market and our rule")
	}
	server := &http.Server{Addr: "127.0.0.1:8081", Handler: newHandler(commissioning.NewIndex(market), rules, log),
		ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	log.Info().Str("addr", server.Addr).Msg("listening")
	log.Fatal().Err(server.ListenAndServe()).Msg("stopped")
}

// newHandler returns the two routes, with one line of log for each request.
func newHandler(index *commissioning.Index, rules rule.Set[sla.Agreement], log zerolog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /groups/{code}", func(w http.ResponseWriter, r *http.Request) { showGroup(w, r, index) })
	mux.HandleFunc("POST /agreements", func(w http.ResponseWriter, r *http.Request) { checkAgreement(w, r, rules) })
	access := hlog.AccessHandler(func(r *http.Request, status, _ int, took time.Duration) {
		hlog.FromRequest(r).Info().Str("route", r.Pattern).Int("status", status).Dur("took", took).Msg("request")
	})
	return hlog.NewHandler(log)(http.MaxBytesHandler(access(mux), 1<<20))
}

func showGroup(w http.ResponseWriter, r *http.Request, index *commissioning.Index) {
	code, badCode := nhs.ParseOrgID(r.PathValue("code"))
	on, badDay := nhs.ParseDate(r.FormValue("on"))
	if err := errors.Join(badCode, badDay); err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	group, ok := index.CCG(code)
	if !ok {
		refuse(w, http.StatusNotFound, fmt.Errorf("no group has the code %s", code))
		return
	}
	history := index.CCGHistory()
	successors, _ := history.Successors(code, on) // of a group of the register
	respond(w, http.StatusOK, "application/json", map[string]any{
		"name": group.NameOn(on), "open": group.OpenOn(on), "successors": successors, "known": history.IsKnownOn(on),
	})
}

func checkAgreement(w http.ResponseWriter, r *http.Request, rules rule.Set[sla.Agreement]) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	agreement, err := document.Decode[sla.Agreement](body)
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	waiver := rule.Waiver{
		Rule: sla.RuleFirstTerm, Subject: rule.Subject{Kind: "sla", ID: "secret-five-years"},
		Reason: "the area team agreed to five years in writing", Until: nhs.MustParseDate("2014-03-31"),
	}
	report := rules.Check(&agreement, rule.Options{Waivers: []rule.Waiver{waiver}})
	respond(w, http.StatusOK, "application/json", report)
}

// refuse responds with a problem, as RFC 9457 has it.
func refuse(w http.ResponseWriter, status int, err error) {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		status = http.StatusRequestEntityTooLarge
	}
	problem := map[string]any{"title": http.StatusText(status), "status": status, "detail": err.Error()}
	if at, ok := errors.AsType[*document.Error](err); ok {
		problem["pointer"], problem["line"], problem["column"] = at.Path, at.Line, at.Column
	}
	respond(w, status, "application/problem+json", problem)
}

func respond(w http.ResponseWriter, status int, contentType string, body any) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // fails only once the client is gone
}
