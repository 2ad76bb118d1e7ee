package server

import (
	"encoding/json"
	"net/http"
)

// writeProblem answers with err. What is not a problem for the client is logged,
// and the client learns no more than that it happened.
func (s *Server) writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := problemFor(w, r, err)
	body, err := json.Marshal(p)
	if err != nil {
		http.Error(w, "", http.StatusInternalServerError) // a problem always marshals
		return
	}
	s.write(w, r, Response{Status: p.Status, ContentType: "application/problem+json", Body: append(body, '\n')})
}
