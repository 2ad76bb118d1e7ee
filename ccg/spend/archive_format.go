package spend

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// archiveFormat returns the format of a ZIP archive by what is in it.
func archiveFormat(packed []byte) (Format, error) {
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return Binary, err
	}
	found := ZIP
	for _, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case name == "[content_types].xml":
			if format, ok := officeFormat(start(f)); ok {
				return format, nil
			}
		case name == "mimetype":
			if format, ok := openDocumentFormat(start(f)); ok {
				return format, nil
			}
		case name == "xl/workbook.bin":
			return XLSB, nil
		case name == "xl/workbook.xml":
			found = XLSX
		case name == "content.xml" && found == ZIP:
			found = ODS
		}
	}
	return found, nil
}

// start returns the first part of a file in an archive.
func start(f *zip.File) []byte {
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 64<<10)) // what is there may tell, even if the rest is damaged
	return b
}

// officeFormat tells by the types of the parts of an Office document.
func officeFormat(types []byte) (Format, bool) {
	has := func(s string) bool { return bytes.Contains(types, []byte(s)) }
	switch {
	case has("sheet.binary"):
		return XLSB, true
	case has("sheet.main+xml"), has("template.main+xml") && has("spreadsheetml"), has("ms-excel.sheet"), has("ms-excel.template"):
		return XLSX, true
	case has("wordprocessingml"), has("presentationml"), has("ms-word"), has("ms-powerpoint"):
		return Document, true // which may hold a sheet, too
	}
	return "", false
}

func openDocumentFormat(mime []byte) (Format, bool) {
	const all, sheet = "application/vnd.oasis.opendocument.", "spreadsheet"
	kind, ok := bytes.CutPrefix(mime, []byte(all))
	switch {
	case !ok:
		return "", false
	case bytes.HasPrefix(kind, []byte(sheet)):
		return ODS, true
	}
	return Document, true
}
