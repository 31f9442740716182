package css

import "testing"

func TestScopePrelude(t *testing.T) {
	expectDiagnostics(t, "@scope (.a) to (.b) { i { color: red } }")
	expectDiagnostics(t, "@scope { i { color: red } }")
	expectDiagnostics(t, "@scope .a { i { color: red } }", `1:1 error: @scope: expected "(selectors) to (selectors)"`)
	expectDiagnostics(t, "@scope (.a { i { color: red } }", `1:1 error: @scope is not supported here`)
}
