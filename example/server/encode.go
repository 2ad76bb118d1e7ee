package server

// A Sheet is a table as CSV.
type Sheet struct {
	Rows   []byte
	Day    string            // that the table is for, as a part of the file's name; "" if none
	Header map[string]string // what else there is to say of it
}
