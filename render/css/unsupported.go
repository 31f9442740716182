package css

import (
	"slices"
	"strings"
)

// unsupportedProperty is a property of CSS that we know and do not draw.
type unsupportedProperty struct {
	noEffect bool     // it cannot change a still picture
	fine     []string // values that ask for what we draw anyway
}

// harmless reports whether value asks for what we draw anyway.
func (u unsupportedProperty) harmless(value token) bool {
	v := strings.ToLower(value.text)
	return slices.Contains(u.fine, v) || v == "initial" || v == "unset" || v == "revert"
}

// unsupported is never written once built.
var unsupported = unsupportedProperties()

func unsupportedProperties() map[string]unsupportedProperty {
	m := map[string]unsupportedProperty{}
	for name := range strings.FieldsSeq(withoutEffect) {
		m[name] = unsupportedProperty{noEffect: true}
	}
	for _, list := range []string{
		boxNotDrawn, borderNotDrawn, fontNotDrawn, textNotDrawn, effectsNotDrawn, compositingNotDrawn, othersNotDrawn,
	} {
		for row := range strings.Lines(list) {
			if words := strings.Fields(row); len(words) > 0 {
				m[words[0]] = unsupportedProperty{fine: words[1:]}
			}
		}
	}
	return m
}

// withoutEffect are properties that cannot change a still picture. They are passed
// over in silence.
const withoutEffect = `
	accent-color animation animation-delay animation-direction animation-duration animation-fill-mode
	animation-iteration-count animation-name animation-play-state animation-timing-function
	caret-color
	cursor field-sizing font-smooth forced-color-adjust interpolate-size
	overflow-anchor overscroll-behavior pointer-events print-color-adjust resize scroll-behavior scroll-margin
	scroll-padding scroll-snap-align scroll-snap-type scrollbar-color scrollbar-gutter scrollbar-width speak
	text-rendering text-size-adjust touch-action transition transition-delay transition-duration transition-property
	transition-timing-function user-select view-transition-name will-change
	scroll-margin-block scroll-margin-inline scroll-padding-block scroll-padding-inline scroll-snap-stop
	scroll-timeline animation-timeline animation-composition transition-behavior scroll-margin-top scroll-margin-bottom
	scroll-margin-left scroll-margin-right scroll-padding-top scroll-padding-bottom scroll-padding-left scroll-padding-right
	overscroll-behavior-x overscroll-behavior-y math-style view-transition-class
	-webkit-animation -webkit-animation-name -webkit-animation-duration -webkit-animation-delay -webkit-animation-iteration-count
	-webkit-animation-timing-function -webkit-animation-direction -webkit-animation-fill-mode -webkit-animation-play-state
	-webkit-transition -webkit-transition-property -webkit-transition-duration -webkit-transition-delay
	-webkit-transition-timing-function -webkit-user-modify -webkit-locale -webkit-rtl-ordering
	-webkit-font-smoothing -webkit-tap-highlight-color -webkit-text-size-adjust
	-webkit-app-region -webkit-line-break window-drag interest-delay interest-delay-start interest-delay-end trigger-scope
	timeline-trigger-name timeline-trigger-source timeline-trigger-activation-range timeline-trigger-active-range
	position-try position-try-fallbacks position-try-order math-depth size bleed marks page-orientation text-decoration-skip
	-webkit-user-select -webkit-overflow-scrolling -webkit-user-drag -webkit-print-color-adjust
	page view-timeline reading-flow reading-order caret-shape caret
	animation-range animation-range-start animation-range-end animation-trigger timeline-trigger timeline-scope
	scroll-timeline-name scroll-timeline-axis view-timeline-name view-timeline-axis view-timeline-inset
	view-transition-group view-transition-scope overlay caret-animation interactivity nav-up nav-right nav-down nav-left
	scroll-initial-target scroll-target-group scroll-marker-group overscroll-behavior-inline overscroll-behavior-block
	scroll-margin-block-start scroll-margin-block-end scroll-margin-inline-start scroll-margin-inline-end
	scroll-padding-block-start scroll-padding-block-end scroll-padding-inline-start scroll-padding-inline-end
	color-adjust dynamic-range-limit math-shift anchor-name anchor-scope position-anchor position-visibility
	bookmark-label bookmark-level bookmark-state string-set footnote-display footnote-policy
	hyphenate-limit-chars hyphenate-limit-lines hyphenate-limit-last hyphenate-limit-zone
	azimuth cue cue-after cue-before elevation pause pause-after pause-before pitch pitch-range play-during rest rest-after
	rest-before richness speak-as speak-header speak-numeral speak-punctuation speech-rate stress voice-balance
	voice-duration voice-family voice-pitch voice-range voice-rate voice-stress voice-volume volume`

// othersNotDrawn are properties of specifications of which we draw nothing. Each
// line names a property and the values of it that ask for what we draw anyway.
const othersNotDrawn = `
	ruby-merge separate
	shape-image-threshold
	-webkit-box-align
	-webkit-box-direction normal
	-webkit-box-flex
	-webkit-box-pack
`
