//go:build race

package extract_test

// mostAllocated is larger under the race detector: it has sync.Pool drop what it holds
// at random, and regular expressions then make their memory anew for each line of a page.
// The bound itself is the one of bound_norace_test.go, which .ci/run tests too.
const mostAllocated = 2 << 30
