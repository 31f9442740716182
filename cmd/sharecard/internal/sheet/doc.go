// Package sheet reads articles from a spreadsheet: a row each, under a header row in
// English or Chinese.
//
//	columns.go   the columns there are, with their names
//	read.go      CSV (UTF-8, with a byte order mark or without, or GB18030) and XLSX → cells
//	row.go       cells → a line of a batch, as package job reads it
//	example.go   a file to begin with
//
// What is wrong is told by row and column, as the spreadsheet names them: "C7 (时间)". A
// wrong header makes the file useless; a wrong row costs no other one.
//
// A file has at most [MaxBytes], [MaxRows] rows and [MaxColumns] columns; a workbook
// unpacks to at most 64 MB, of which its first sheet is read.
package sheet
