package template

import htmltemplate "html/template"

// Funcs are the functions a template may call. Each gives what a browser can
// show too.
//
//	qr ADDRESS            data: address of a QR code with its quiet zone, one pixel a
//	                      module; "" for an address no reader could open
//	qrWidth ADDRESS PX    width in px, near PX, at which every module of that code
//	                      is a whole number of px and at least 6
func Funcs() htmltemplate.FuncMap {
	return htmltemplate.FuncMap{"qr": qrAddress, "qrWidth": qrWidth}
}

// qrAddress returns the QR code of address as a data: address.
func qrAddress(address string) (htmltemplate.URL, error) {
	k, err := newCode(address)
	if k == nil || err != nil {
		return "", err
	}
	return k.src, nil
}

// qrWidth returns the width for the code of address that is a multiple of its
// side in modules and nearest to near.
func qrWidth(address string, near float64) (int, error) {
	code, err := encodeQR(address)
	if code == nil || err != nil {
		return 0, err
	}
	return codeWidth(code.Size+2*quietModules, near), nil
}
