// Package goruntime changes three settings of Go's runtime, each for a figure
// that users see. Nothing else in the program touches these settings.
//
//	CollectLater   a command draws its first card sooner     BenchmarkFirstCard in cmd/sharecard
//	LimitMemory    many clients do not double the memory     BenchmarkLimitMemory
//	Threads        short answers do not wait for drawings    BenchmarkThreads
//
// All three leave alone what the environment sets: GOGC and GOMEMLIMIT.
package goruntime
