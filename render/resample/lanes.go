package resample

// Three values are filtered together in one 64-bit word, in lanes of 21 bits. To add two such words, or to multiply one
// by a weight, does the same to each lane, as long as the final value of each lane is not negative. Values in between
// may be negative: their borrows cancel out.
const (
	eachLane  = 1 | 1<<21 | 1<<42
	laneMask  = 0x7FF * eachLane // a value with its bias
	byteLanes = 0xFF * eachLane
	laneBits  = 10                             // of weights
	laneHalf  = 1 << (laneBits - 1) * eachLane // rounds
	laneBias  = 1024                           // makes values positive
)

// clampLanes brings the values of all lanes to 0 to 255, without their bias.
func clampLanes(v uint64, bias int) (clamped uint64) {
	for shift := 0; shift < 63; shift += 21 {
		lane := int(v>>shift&0x7FF) - bias
		clamped |= uint64(min(max(lane, 0), 255)) << shift
	}
	return clamped
}
