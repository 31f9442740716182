package objects

// Files and Handle are those of [Folder].
type (
	Files  = files
	Handle = file
)

// Over puts files in front of those of the folder.
func (f *Folder) Over(wrap func(Files) Files) { f.files = wrap(f.files) }
