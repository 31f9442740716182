package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
)

func cardAddress(kid, secret, payloadJSON, file string) string {
	payload := base64.RawURLEncoding.EncodeToString([]byte(payloadJSON))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(kid + "/" + payload + "/" + file))
	sig := base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	return "/i/" + kid + "." + sig + "/" + payload + "/" + file
}

// In your code: payloadJSON, _ := json.Marshal(map[string]any{"article": …})
func main() { fmt.Println(cardAddress(os.Args[1], os.Args[2], os.Args[3], os.Args[4])) }
