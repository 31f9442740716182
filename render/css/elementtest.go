package css

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// elementTest is a pseudo-class that cascadia does not know. It takes what it costs from
// steps, as [Selector.Match] does.
type elementTest func(n *html.Node, steps *int) bool

// isDefined matches :defined: no script defines an element here, so that all are but those
// with a name of a custom element (HTML §4.16.3).
func isDefined(n *html.Node, _ *int) bool {
	return n.Namespace != "" || !strings.Contains(n.Data, "-")
}

func isOpen(n *html.Node, _ *int) bool {
	return (n.Data == "details" || n.Data == "dialog") && has(n, "open")
}

// isEditable matches :read-write (HTML §4.16.3).
func isEditable(n *html.Node, _ *int) bool {
	switch n.Data {
	case "textarea":
		return !has(n, "readonly") && !has(n, "disabled")
	case "input":
		return !has(n, "readonly") && !has(n, "disabled") && !slices.Contains(fixedInputs, strings.ToLower(attribute(n, "type")))
	}
	for ; n != nil; n = n.Parent {
		if has(n, "contenteditable") {
			return attribute(n, "contenteditable") != "false"
		}
	}
	return false
}

// fixedInputs are the types of input elements that no text is written into.
var fixedInputs = []string{"hidden", "range", "color", "checkbox", "radio", "file", "submit", "image", "reset", "button"}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Namespace == "" && a.Key == name })
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val
		}
	}
	return ""
}

// directionOf is the direction of an element as its dir attribute or that of the nearest
// ancestor says, ltr where none does (Selectors 4 §7.1).
func directionOf(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if dir := strings.ToLower(attribute(n, "dir")); dir == "ltr" || dir == "rtl" {
			return dir
		}
	}
	return "ltr"
}

// isField reports the elements that a form may require (HTML §4.16.3).
func isField(n *html.Node) bool {
	return n.Data == "input" || n.Data == "select" || n.Data == "textarea"
}

func isRequired(n *html.Node, _ *int) bool { return isField(n) && has(n, "required") }
