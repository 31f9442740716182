package main

import (
	"fmt"
	"text/tabwriter"

	"sharecard/render"
)

// templateListCommand lists the templates.
type templateListCommand struct {
	Templates string `type:"existingdir" help:"Folder of templates to lay over the built-in ones." placeholder:"DIR"`
}

// Run prints one template a line.
func (c *templateListCommand) Run(m *Main) error {
	library, err := openLibrary(c.Templates, m.log())
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(m.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tSIZE\tFORMAT\tLIMIT\tTITLE")
	for _, e := range library.All() {
		t := e.Template
		limit := "-"
		if t.MaxBytes > 0 {
			limit = fmt.Sprintf("%d KB", (t.MaxBytes+999)/1000) // as kit writes a card's
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", e.Name, sizeOf(t), t.Format, limit, t.Title)
	}
	return w.Flush()
}

// sizeOf writes a template's size as card:size does.
func sizeOf(t *render.Template) string {
	size := fmt.Sprintf("%dx%d", t.Width, t.Height)
	if t.Height == 0 {
		size = fmt.Sprintf("%dxauto(%d-%d)", t.Width, t.MinHeight, t.MaxHeight)
	}
	if t.Scale > 1 {
		size += fmt.Sprintf("@%g", t.Scale)
	}
	return size
}
