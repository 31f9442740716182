package render

import "time"

// Stage is how long one step of drawing took.
type Stage struct {
	Name string `json:"name"` // "fill", "layout", "paint", "encode"
	// Took is wall-clock time, in nanoseconds where it is marshalled.
	Took time.Duration `json:"took"`
}

// clock measures the stages of one card.
type clock struct {
	last   time.Time
	stages []Stage
}

func startClock() *clock { return &clock{last: time.Now(), stages: make([]Stage, 0, 4)} }

// lap ends the stage of that name and begins the next.
func (c *clock) lap(name string) {
	now := time.Now()
	c.stages = append(c.stages, Stage{name, now.Sub(c.last)})
	c.last = now
}
