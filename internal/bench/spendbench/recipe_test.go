package main

import (
	"database/sql"
	"os"
	"testing"

	"github.com/opencommissioning/commissioning/internal/check/recipes"
)

// TestDuckDBRecipe runs the recipe of docs/embedding.md on the data.
func TestDuckDBRecipe(t *testing.T) {
	text, err := os.ReadFile("../../../docs/embedding.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../../../england/data")
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ran := 0
	for _, r := range recipes.Of(string(text)) {
		if r.Tool != "duckdb" {
			continue
		}
		ran++
		rows, err := db.Query(r.Code)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		got := ""
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			got += line + "\n"
		}
		if err := rows.Err(); err != nil || got != r.Want {
			t.Errorf("got %q, want %q (%v)", got, r.Want, err)
		}
	}
	if ran == 0 {
		t.Error("there is no recipe")
	}
}
