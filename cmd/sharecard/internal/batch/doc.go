// Package batch draws the cards of a file of jobs, one JSON object a line, into
// a folder.
//
// manifest.ndjson in that folder gets one line per job as it finishes, in the
// order of finishing. A run that was stopped, by whatever, goes on where it was:
// the next run reads the manifest, keeps the entries of jobs that are done and
// have not changed, and draws the rest. Done means: drawn whole, of the same
// input, and the file is still there. A card that lacked something, such as a
// cover that could not be had, is tried again; so is a job that failed.
//
// Whatever is wrong with one line is that line's entry and no other's. The run
// itself ends early only with its context, or when the folder cannot be written.
package batch
