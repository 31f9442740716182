// Package photo shows a photograph as its file asks for: upright by the orientation
// in its EXIF data, and in sRGB by its ICC profile.
//
//	m, err := decode(data)
//	m = photo.Inspect(data).Apply(m)
//
// A [JPEG] is decoded for the size at which a card shows it.
//
// container.go finds both in JPEG, PNG and WebP files, exif.go and profile.go read
// them, upright.go and srgb.go apply them. What is malformed counts as missing: a
// picture is never lost for what is said of it. Profiles of RGB with a matrix and
// curves are applied, such as Display P3 and Adobe RGB; those made of tables, of
// grey or of CMYK are not.
package photo
