package template

import htmltemplate "html/template"

// Funcs are the functions a template may call. Each gives what a browser can
// show too.
//
//	qr ADDRESS ["transparent"]  data: address of a QR code with its quiet zone, one
//	                            pixel a module, black on white, or on nothing for a
//	                            ground that is light itself; "" for an address no
//	                            reader could open
//	qrWidth ADDRESS             width in px, 198 to 285 on a card 1080 px wide, at
//	                            which that code survives the chat
func Funcs() htmltemplate.FuncMap {
	all := stringFuncs()
	all["qr"], all["qrWidth"] = qrAddress, qrWidth
	return all
}

// qrAddress returns the QR code of address as a data: address.
func qrAddress(address string, light ...string) (htmltemplate.URL, error) {
	k, err := newCode(address, light...)
	if k == nil || err != nil {
		return "", err
	}
	return k.src, nil
}

// qrWidth returns the width for the code of address.
func qrWidth(address string) (int, error) {
	code, err := encodeQR(address)
	if code == nil || err != nil {
		return 0, err
	}
	return codeWidth(code.Size + 2*quietModules), nil
}
