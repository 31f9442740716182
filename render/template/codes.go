package template

import (
	htmltemplate "html/template"
	"image"
	"slices"
	"sync"
)

// maxCodes is how many QR codes are kept with a template.
const maxCodes = 16

// codes keeps the QR codes that a template made last, because a card asks for its
// code several times and then draws the picture behind the address.
type codes struct {
	mu     sync.Mutex
	recent []*code // last used last
}

// code is the QR code of an address.
type code struct {
	address string
	clear   bool // its light modules are transparent
	src     htmltemplate.URL
	image   *image.RGBA // read only
}

// funcs returns the functions of [Funcs] that make codes, so that they use the kept ones.
func (c *codes) funcs() htmltemplate.FuncMap {
	return htmltemplate.FuncMap{"qr": c.qr, "qrWidth": c.qrWidth}
}

func (c *codes) qr(address string, light ...string) (htmltemplate.URL, error) {
	k, err := c.of(address, light...)
	if k == nil || err != nil {
		return "", err
	}
	return k.src, nil
}

func (c *codes) qrWidth(address string) (int, error) {
	if k := c.find(func(k *code) bool { return k.address == address }); k != nil {
		return codeWidth(k.image.Rect.Dx()), nil
	}
	return qrWidth(address)
}

// of returns the code of an address, nil for one that [Scannable] refuses.
func (c *codes) of(address string, light ...string) (*code, error) {
	clear := len(light) > 0
	if k := c.find(func(k *code) bool { return k.address == address && k.clear == clear }); k != nil {
		return k, nil
	}
	k, err := newCode(address, light...)
	if k == nil || err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.recent) == maxCodes {
		c.recent = slices.Delete(c.recent, 0, 1)
	}
	c.recent = append(c.recent, k)
	return k, nil
}

// image returns the picture at a data: address that qr returned, nil for others.
func (c *codes) image(src string) *image.RGBA {
	if k := c.find(func(k *code) bool { return string(k.src) == src }); k != nil {
		return k.image
	}
	return nil
}

// find returns the code that meant accepts and makes it the last used.
func (c *codes) find(meant func(*code) bool) *code {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(c.recent) - 1; i >= 0; i-- {
		if k := c.recent[i]; meant(k) {
			c.recent = append(slices.Delete(c.recent, i, i+1), k)
			return k
		}
	}
	return nil
}
