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

// harmless reports whether value asks for nothing.
func (u unsupportedProperty) harmless(value token) bool {
	v := strings.ToLower(value.text)
	return slices.Contains(u.fine, v) || v == "initial" || v == "unset" || v == "revert"
}

// unsupported is never written once built.
var unsupported = unsupportedProperties()

func unsupportedProperties() map[string]unsupportedProperty {
	m := map[string]unsupportedProperty{}
	for name := range strings.FieldsSeq(`
		accent-color animation animation-delay animation-direction animation-duration animation-fill-mode
		animation-iteration-count animation-name animation-play-state animation-timing-function
		appearance backface-visibility caret-color color-scheme contain contain-intrinsic-size container content-visibility
		cursor field-sizing font-optical-sizing font-smooth forced-color-adjust interpolate-size
		orphans outline-offset overflow-anchor overscroll-behavior page-break-after page-break-before page-break-inside
		break-after break-before break-inside pointer-events print-color-adjust resize scroll-behavior scroll-margin
		scroll-padding scroll-snap-align scroll-snap-type scrollbar-color scrollbar-gutter scrollbar-width speak
		text-rendering text-size-adjust touch-action transition transition-delay transition-duration transition-property
		transition-timing-function user-select view-transition-name widows will-change
		-webkit-font-smoothing -moz-osx-font-smoothing -webkit-tap-highlight-color -webkit-text-size-adjust
		-webkit-user-select -webkit-appearance -webkit-overflow-scrolling -webkit-user-drag -webkit-print-color-adjust`) {
		m[name] = unsupportedProperty{noEffect: true}
	}
	for row := range strings.Lines(`
		backdrop-filter none
		background-attachment scroll local
		background-blend-mode normal
		background-position-x
		background-position-y
		block-step
		border-collapse separate
		border-image none
		border-image-outset 0
		border-image-repeat stretch
		border-image-slice 100%
		border-image-source none
		border-image-width 1
		border-spacing 0
		baseline-shift baseline
		caption-side top
		clear none
		clip auto
		column-count auto
		column-fill balance
		column-rule none
		column-span none
		column-width auto
		columns auto
		corner-shape round
		counter-increment none
		counter-reset none
		counter-set none
		dominant-baseline auto
		empty-cells show
		fill
		fill-opacity
		fill-rule
		float none
		font-language-override normal
		font-palette normal
		font-size-adjust none
		font-stretch normal 100%
		font-synthesis
		font-synthesis-small-caps auto
		font-synthesis-style auto
		font-synthesis-weight auto
		font-variant-alternates normal
		font-variant-emoji normal
		font-variant-position normal
		font-variation-settings normal
		font-width normal 100%
		grid
		grid-area auto
		grid-auto-columns auto
		grid-auto-flow row
		grid-auto-rows auto
		grid-column auto
		grid-column-end auto
		grid-column-start auto
		grid-row auto
		grid-row-end auto
		grid-row-start auto
		grid-template none
		grid-template-areas none
		grid-template-columns none
		grid-template-rows none
		hanging-punctuation none
		hyphenate-character auto
		hyphenate-limit-chars auto
		image-orientation from-image
		initial-letter normal
		isolation auto
		list-style-image none
		list-style-position outside
		mask none
		mask-border none
		mask-clip
		mask-composite
		mask-image none
		mask-mode
		mask-origin
		mask-position
		mask-repeat
		mask-size
		mask-type
		mix-blend-mode normal
		object-view-box none
		offset none
		offset-path none
		outline none 0
		outline-color
		outline-style none
		outline-width 0
		overflow-clip-margin 0 0px
		paint-order normal
		perspective none
		perspective-origin
		quotes auto
		rotate none
		ruby-align
		ruby-position
		scale none
		shape-image-threshold
		shape-margin
		shape-outside none
		stroke
		stroke-dasharray
		stroke-dashoffset
		stroke-linecap
		stroke-linejoin
		stroke-opacity
		stroke-width
		stop-color
		stop-opacity
		table-layout auto
		text-anchor
		text-box normal
		text-box-edge auto
		text-box-trim none
		text-combine-upright none
		text-decoration-skip-ink auto none
		text-emphasis none
		text-emphasis-color
		text-emphasis-position
		text-emphasis-style none
		text-fit none
		text-group-align none
		text-justify auto
		text-orientation mixed
		text-underline-position auto
		transform-box view-box
		transform-style flat
		translate none
		unicode-bidi normal
		vector-effect none
		wrap-after auto
		wrap-before auto
		wrap-inside auto
		writing-mode horizontal-tb
		zoom 1 100% normal
		-webkit-box-align
		-webkit-box-direction normal
		-webkit-box-flex
		-webkit-box-pack
		-webkit-box-reflect none
		-webkit-mask none
		-webkit-mask-image none
		-webkit-text-fill-color currentcolor
		-webkit-text-stroke 0
		-webkit-text-stroke-color
		-webkit-text-stroke-width 0`) {
		if words := strings.Fields(row); len(words) > 0 {
			m[words[0]] = unsupportedProperty{fine: words[1:]}
		}
	}
	return m
}
