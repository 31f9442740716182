package render

import (
	"context"

	"sharecard/render/style"
)

// computeStyles computes the styles of every element.
func computeStyles(_ context.Context, s *state) error {
	styled, diags := s.job.Template.Style(s.doc, style.Options{
		Height: float64(s.job.height()), Scale: s.scale, Dark: s.job.Dark, Metrics: s.types.fontUnits,
		ContainerSize: s.containers.size,
	})
	s.styled, s.report.Diagnostics = styled, diags
	return nil
}
