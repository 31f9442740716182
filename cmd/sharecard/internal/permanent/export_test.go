package permanent

// FillDisk makes every later write of a file fail as on a full disk, with as
// much of it written as fitted.
func (s *Store) FillDisk(err error) { s.disk = fullDisk{s.disk, err} }

type fullDisk struct {
	disk
	err error
}

func (d fullDisk) Write(name string, data []byte) error {
	if err := d.disk.Write(name, data[:len(data)/2]); err != nil {
		return err
	}
	return d.err
}

const MaxAnswers = maxAnswers

// CountAnswers makes the store believe that it remembers n answers more.
func (s *Store) CountAnswers(n int64) { s.countAnswers(n) }
