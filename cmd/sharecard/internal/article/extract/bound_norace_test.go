//go:build !race

package extract_test

// mostAllocated is how many bytes the import of any page may allocate in all,
// garbage counted.
const mostAllocated = 160 << 20
