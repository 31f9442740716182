package server

import (
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// MaxJob is how long a job of [ReadJob] may be, in bytes.
const MaxJob = maxCardBody

// ReadJob reads a job of the command line's batch: a body of POST /v1/cards
// that may have a name besides. What concerns permanent cards only, means
// nothing there.
func ReadJob(text []byte) (name string, r card.Request, err error) {
	var job struct {
		cardBody
		Name string `json:"name"`
	}
	if err := strictjson.Decode(text, &job); err != nil {
		return "", r, err
	}
	r, err = job.request()
	return job.Name, r, err
}

// ErrorCode is the stable code by which the service's problems name err.
func ErrorCode(err error) string { return answerTo(err).code }
