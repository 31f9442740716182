package css

// The longhands of how much of a box or of a picture shows.
const (
	OverflowClipMargin = endTable + iota
	ObjectViewBox
	Appearance
	endVisible
)

// visibleProperties are overflow-clip-margin of CSS Overflow 4, object-view-box of CSS Images 5 and appearance of CSS UI 4.
func visibleProperties() []property {
	return []property{
		{id: OverflowClipMargin, name: "overflow-clip-margin", initial: "0px", parse: clipMarginValue,
			values: "[border-box | padding-box | content-box] || <length>"},
		{id: ObjectViewBox, name: "object-view-box", initial: "none", values: "none | inset() | xywh() | rect()", parse: viewBoxValue},
		{id: Appearance, name: "appearance", aliases: []string{"-webkit-appearance"}, initial: "auto",
			values: "auto | none", other: oldAppearance},
	}
}

// ClipMargin is overflow-clip-margin: a box, "" for the padding box, and how far from it the clip is.
type ClipMargin struct {
	Box    Keyword
	Length Length
}

// oldAppearance reads the names of controls that appearance may have: they mean auto (CSS UI 4 §7.1).
func oldAppearance(r *reader) Value {
	_, ok := r.oneOf("textfield", "menulist-button", "searchfield", "textarea", "checkbox", "radio", "menulist", "listbox", "meter",
		"progress-bar", "button", "base", "base-select", "push-button", "square-button")
	if !ok {
		return nil
	}
	return Keyword("auto")
}

// clipMarginValue reads overflow-clip-margin (CSS Overflow 4 §3.3).
func clipMarginValue(r *reader) Value {
	var m ClipMargin
	length, sized := r.length(nonNegative)
	box, named := r.oneOf("border-box", "padding-box", "content-box")
	if !sized {
		length, sized = r.length(nonNegative)
	}
	if !sized && !named {
		return nil
	}
	m.Box, m.Length = box, length
	return m
}

// viewBoxValue reads object-view-box (CSS Images 5 §5): a rectangle, whose round corners mean nothing.
func viewBoxValue(r *reader) Value {
	if r.word("none") {
		return (*ClipPath)(nil)
	}
	if name := r.peek().function(); name != "inset" && name != "xywh" && name != "rect" {
		return nil
	}
	if c := r.basicShape(); c != nil {
		return c
	}
	return nil
}
