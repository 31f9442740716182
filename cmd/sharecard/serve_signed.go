package main

import (
	"fmt"
	"strings"

	"sharecard/cmd/sharecard/internal/auth/signed"
)

// signedSettings are the keys of signed addresses.
type signedSettings struct {
	SigningKeys []string `sep:"none" help:"Who may sign addresses that carry their article: kid:secret[:brand…], several separated by spaces or commas. A secret has 16 characters or more; brands are those the key may sign for (default: all). Better set by the environment, where other users of the machine do not see it." placeholder:"KID:SECRET"`
}

// keys returns the keys, or nil where none is set.
func (c *signedSettings) keys() (*signed.Keys, error) {
	text := strings.TrimSpace(strings.Join(c.SigningKeys, " "))
	if text == "" {
		return nil, nil
	}
	keys, err := signed.ParseKeys(text)
	if err != nil {
		return nil, usageError{fmt.Errorf("--signing-keys: %w", err)}
	}
	return keys, nil
}
