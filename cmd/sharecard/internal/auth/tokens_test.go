package auth_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/auth/credential"
)

const (
	first  = "8fK2w0Q7mVx1Zr5T"
	second = "Jt4nB9sLpY6cHd3G"
)

func TestCaller(t *testing.T) {
	tokens, err := auth.ParseTokens("desk:" + first + ",\n scheduler:" + second + ":evening:daily\n")
	if err != nil {
		t.Fatal(err)
	}
	desk, scheduler := tokens.Caller(first), tokens.Caller(second)
	if desk == nil || desk.Name != "desk" || scheduler == nil || scheduler.Name != "scheduler" {
		t.Fatalf("desk %v, scheduler %v", desk, scheduler)
	}
	for _, test := range []struct {
		caller *auth.Caller
		brand  string
		may    bool
	}{
		{desk, "", true}, {desk, "evening", true}, {desk, "anything", true},
		{scheduler, "", true}, {scheduler, "evening", true}, {scheduler, "daily", true},
		{scheduler, "morning", false}, {scheduler, "even", false}, {scheduler, "Evening", false},
	} {
		if got := test.caller.May(test.brand); got != test.may {
			t.Errorf("%s under %q: %v", test.caller.Name, test.brand, got)
		}
	}
	for _, wrong := range []string{"", first[:15], first + "x", strings.ToLower(first), "desk:" + first, "desk"} {
		if got := tokens.Caller(wrong); got != nil {
			t.Errorf("%q is taken for %s", wrong, got.Name)
		}
	}
	if got := (*auth.Tokens)(nil).Caller(first); got != nil {
		t.Errorf("of no tokens, one belongs to %s", got.Name)
	}
}

// A wrong list is refused as a whole, and what it says of the fault can go into
// a log.
func TestParseRefuses(t *testing.T) {
	many := make([]string, auth.MaxTokens+1)
	for i := range many {
		many[i] = fmt.Sprintf("n%d:%s%d", i, first, i)
	}
	for text, want := range map[string]string{
		"":                   "there is none",
		" ,\n":               "there is none",
		first:                "token 1: is not of the form",
		":" + first:          "its name must",
		"a b:" + first:       "token 1: is not of the form",
		"désk:" + first:      "its name must",
		"desk:":              "token 1 (desk): its secret must have 16 to 256",
		"desk:" + first[:15]: "its secret must have",
		"desk:" + strings.Repeat("s", credential.MaxSecret+1): "its secret must have",
		"desk:" + first + "é":                                 "visible ASCII",
		"desk:" + first + ":":                                 "a brand must",
		"desk:" + first + ":Evening":                          "a brand must",
		"desk:" + first + strings.Repeat(":b", 65):            "more than 64 brands",
		"desk:" + first + " desk:" + second:                   "token 2 (desk): its name is given twice",
		"desk:" + first + " night:" + first:                   "token 2 (night): has the secret of desk",
		strings.Join(many, " "):                               "more than 256",
	} {
		_, err := auth.ParseTokens(text)
		if !errors.Is(err, auth.ErrToken) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		} else if strings.Contains(err.Error(), first[:15]) {
			t.Errorf("the error tells the secret: %v", err)
		}
	}
}
