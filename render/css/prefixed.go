package css

import "strings"

// prefixed are the properties that Chromium knows by a name with -webkit- too, as old pages
// write them (Compatibility Standard §3.1).
const prefixed = `
	align-content align-items align-self border-bottom-left-radius border-bottom-right-radius border-radius border-top-left-radius
	border-top-right-radius background-origin background-size box-sizing flex flex-basis flex-direction flex-flow flex-grow
	flex-shrink flex-wrap font-feature-settings justify-content opacity order shape-image-threshold shape-margin shape-outside
	text-orientation transform-style writing-mode border-image`

// epub are the properties that EPUB 3.0 named with a prefix of its own (Compatibility Standard §3.1).
const epub = `caption-side text-emphasis text-emphasis-color text-emphasis-style text-orientation text-transform word-break writing-mode`

// prefixedLogical are the names that logical properties had before they were standard ones.
var prefixedLogical = map[string]string{
	"-webkit-margin-start": "margin-inline-start", "-webkit-margin-end": "margin-inline-end",
	"-webkit-margin-before": "margin-block-start", "-webkit-margin-after": "margin-block-end",
	"-webkit-padding-start": "padding-inline-start", "-webkit-padding-end": "padding-inline-end",
	"-webkit-padding-before": "padding-block-start", "-webkit-padding-after": "padding-block-end",
	"-webkit-border-start": "border-inline-start", "-webkit-border-end": "border-inline-end",
	"-webkit-border-before": "border-block-start", "-webkit-border-after": "border-block-end",
	"-webkit-logical-width": "inline-size", "-webkit-logical-height": "block-size",
	"-webkit-min-logical-width": "min-inline-size", "-webkit-min-logical-height": "min-block-size",
	"-webkit-max-logical-width": "max-inline-size", "-webkit-max-logical-height": "max-block-size",
}

// addPrefixed gives the properties of the table their names with -webkit-.
func (t *properties) addPrefixed() {
	for name := range strings.FieldsSeq(prefixed) {
		if p := t.byName[name]; p != nil {
			t.byName["-webkit-"+name] = p
		}
	}
	for name := range strings.FieldsSeq(epub) {
		t.byName["-epub-"+name] = t.byName[name]
	}
	for old, name := range prefixedLogical {
		t.byName[old] = t.byName[name]
	}
}
