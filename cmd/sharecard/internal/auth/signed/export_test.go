package signed

// Path is that of an address with any payload.
func Path(k *Key, payload, file string) string { return k.path(payload, file) }
