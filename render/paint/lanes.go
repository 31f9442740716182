package paint

// Three values filter together in one word, in lanes of 21 bits: sums and products
// with a weight of such words are those of their lanes, as long as what comes out
// is not negative. What is in between may be: borrows cancel.
const (
	eachLane  = 1 | 1<<21 | 1<<42
	laneMask  = 0x7FF * eachLane // values, with their bias
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
