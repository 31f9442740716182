package photo

import "encoding/binary"

// orientation reads the orientation, 1 to 8, from EXIF data in TIFF form
// (EXIF 2.32, section 4.6.4). It is 1 where there is none, or none that makes
// sense.
func orientation(tiff []byte) int {
	const (
		tag        = 0x0112
		typeShort  = 3
		maxEntries = 512
	)
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := uint64(order.Uint32(tiff[4:])) // of the first directory
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range min(order.Uint16(tiff[at:]), maxEntries) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == tag && order.Uint16(entries[2:]) == typeShort {
			if o := int(order.Uint16(entries[8:])); o >= 1 && o <= 8 {
				return o
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}
