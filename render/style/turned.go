package style

// Turned returns the style of a box as if its lines ran from left to right: what is at the
// start of its lines stands at the left, what is at the start of its blocks at the top, and
// its width is along the lines. Layout works on that, whatever the writing mode
// (CSS Writing Modes 4 §6). Where inline is set, the style is of an inline box, whose top is
// the side that lines have over them (§6.3).
func (s *Style) Turned(inline bool) *Style {
	t := *s
	top, bottom := Right, Left // vertical-rl, and the line-over side of all vertical lines
	if s.WritingMode == VerticalLR && !inline {
		top, bottom = Left, Right
	}
	from := [4]int{Top: top, Right: Bottom, Bottom: bottom, Left: Top}
	for to, side := range from {
		t.Inset[to], t.Margin[to], t.Padding[to], t.Border[to] = s.Inset[side], s.Margin[side], s.Padding[side], s.Border[side]
	}
	corners := [4]int{1, 2, 3, 0} // top-left is what was top-right, and so on
	if top == Left {
		corners = [4]int{0, 3, 2, 1}
	}
	for to, c := range corners {
		t.Radius[to], t.CornerCurve[to] = Corner{s.Radius[c].Y, s.Radius[c].X}, s.CornerCurve[c]
	}
	t.Width, t.Height = s.Height, s.Width
	t.MinWidth, t.MinHeight = s.MinHeight, s.MinWidth
	t.MaxWidth, t.MaxHeight = s.MaxHeight, s.MaxWidth
	t.ContainWidth, t.ContainHeight = s.ContainHeight, s.ContainWidth
	t.OverflowX, t.OverflowY = s.OverflowY, s.OverflowX
	if t.AspectRatio.Value > 0 {
		t.AspectRatio.Value = 1 / t.AspectRatio.Value
	}
	t.TextShadow, t.BoxShadow = turnedShadows(s.TextShadow), turnedShadows(s.BoxShadow)
	return &t
}

// turnedShadows are shadows as they fall on a page that is turned to the left.
func turnedShadows(list []Shadow) []Shadow {
	out := make([]Shadow, len(list))
	for i, s := range list {
		s.X, s.Y = s.Y, -s.X
		out[i] = s
	}
	return out
}

// Flow is the style of the content of a box apart from the box itself: all that lays out
// and inherits, without frame, size, place or effect.
func (s *Style) Flow() *Style {
	f := *s
	zero := Length{Kind: Fixed}
	f.Position, f.Inset, f.ZIndex = Static, Sides{}, ZIndex{}
	f.Float, f.Clear, f.SkipsContent = FloatNone, ClearNone, false
	f.OverflowX, f.OverflowY = OverflowVisible, OverflowVisible
	f.Margin, f.Padding, f.Border, f.Radius = Sides{zero, zero, zero, zero}, Sides{zero, zero, zero, zero}, [4]BorderSide{}, [4]Corner{}
	f.Width, f.Height, f.MinWidth, f.MinHeight = Length{}, Length{}, Length{}, Length{}
	f.MaxWidth, f.MaxHeight = Length{Kind: None}, Length{Kind: None}
	f.AspectRatio, f.Outline, f.BorderImage = Ratio{}, BorderSide{}, nil
	f.FlexGrow, f.FlexShrink, f.FlexBasis, f.Order = 0, 1, Length{}, 0
	f.AlignSelf, f.JustifySelf = AlignAuto, AlignAuto
	f.GridRow, f.GridColumn = [2]GridLine{}, [2]GridLine{}
	f.BackgroundColor.A, f.Background, f.BoxShadow, f.Mask, f.BackdropFilter = 0, nil, nil, nil, nil
	f.Preserve3D = false
	f.Opacity, f.Transform, f.Perspective, f.ClipPath, f.Contain, f.Filter = 1, nil, 0, nil, 0, nil
	f.MixBlend, f.Isolated = BlendNormal, false
	f.Columns, f.SpansColumns, f.BreakBefore, f.BreakAfter, f.BreakInside = Columns{}, false, BreakAuto, BreakAuto, InsideAuto
	switch s.Display {
	case InlineBlock:
		f.Display = Block
	case InlineFlex:
		f.Display = Flex
	case InlineGrid:
		f.Display = Grid
	case InlineTable:
		f.Display = Table
	case TableCell, TableCaption:
		f.Display = Block
	}
	return &f
}
