package css

import _ "embed" // of the file

// PropertiesText is PROPERTIES.md: the properties that a template may use, with their
// values, for who writes one.
//
//go:embed PROPERTIES.md
var PropertiesText string
