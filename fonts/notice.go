package fonts

import _ "embed" // for the licence

//go:embed OFL.txt
var license string

// License returns the notice and licence of the embedded faces.
func License() string { return license }
