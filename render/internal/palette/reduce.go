package palette

import (
	"cmp"
	"encoding/binary"
	"image"
	"slices"
)

// Reduce brings an opaque image to 256 colours. It returns the index of every pixel,
// lead bytes of 0 before each row, and the colours. Flat areas keep theirs
// exactly. The others are cut into boxes at the mean of their pixels, the box of the
// greatest spread first; each colour then moves to the mean of those it stands for.
// Reduce does not dither: that would speckle text and cost bytes.
func Reduce(img *image.RGBA, lead int) (indices []byte, list []uint32) {
	buckets := fillBuckets(img)
	list = flatColours(img, buckets)
	flat := len(list)
	var rest []*bucket
	for i := range buckets {
		b := &buckets[i]
		if b.count == 0 {
			continue
		}
		b.mean()
		if b.index == 0 {
			rest = append(rest, b)
		}
	}
	list = append(list, cutBoxes(rest, Max-flat)...)
	const rounds = 3
	for range rounds {
		assign(rest, list)
		centre(rest, list, flat)
	}
	assign(rest, list)

	w := img.Rect.Dx()
	indices = make([]byte, 0, (lead+w)*img.Rect.Dy())
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*w]
		indices = indices[:len(indices)+lead]
		for x := 0; x < len(row); x += 4 {
			indices = append(indices, byte(buckets[bucketOf(binary.LittleEndian.Uint32(row[x:]))].index-1))
		}
	}
	return indices, list
}

// bucket is the pixels in one 64th of each channel's range. They are near enough to
// one another to share a colour of the palette.
type bucket struct {
	count  uint32
	sum    [3]uint64
	at     [3]float32 // mean
	colour uint32     // of most of the pixels, if one has most
	votes  uint32
	index  uint16 // 1 + position in the palette
}

func (b *bucket) mean() {
	for c := range b.at {
		b.at[c] = float32(b.sum[c]) / float32(b.count)
	}
}

func bucketOf(c uint32) uint32 { return c>>2&0x3F | c>>4&0xFC0 | c>>6&0x3F000 }

func fillBuckets(img *image.RGBA) []bucket {
	buckets := make([]bucket, 1<<18)
	w := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*w]
		for x := 0; x < len(row); x += 4 {
			c := binary.LittleEndian.Uint32(row[x:])
			b := &buckets[bucketOf(c)]
			b.count++
			for k := range b.sum {
				b.sum[k] += uint64(row[x+k])
			}
			// The majority vote of Boyer and Moore.
			switch {
			case b.colour == c:
				b.votes++
			case b.votes == 0:
				b.colour, b.votes = c, 1
			default:
				b.votes--
			}
		}
	}
	return buckets
}

// flatColours returns the colours that most pixels of their bucket have, of
// buckets with a 400th of the image and more, and gives those buckets to them.
func flatColours(img *image.RGBA, buckets []bucket) []uint32 {
	const share = 400
	least := uint32(img.Rect.Dx() * img.Rect.Dy() / share)
	var list []uint32
	for i := range buckets {
		if b := &buckets[i]; b.count > least && b.votes > b.count/2 {
			list = append(list, b.colour)
			b.index = uint16(len(list))
		}
	}
	return list
}

// box is the buckets that one colour will stand for.
type box struct {
	buckets []*bucket
	mean    [3]float64
	axis    int     // channel of the greatest spread
	spread  float64 // sum of squares along axis
}

func newBox(buckets []*bucket) box {
	b := box{buckets: buckets}
	var n float64
	var squares [3]float64
	for _, k := range buckets {
		weight := float64(k.count)
		n += weight
		for c, v := range k.at {
			b.mean[c] += weight * float64(v)
			squares[c] += weight * float64(v) * float64(v)
		}
	}
	for c := range b.mean {
		b.mean[c] /= n
		spread := squares[c] - n*b.mean[c]*b.mean[c]
		if spread > b.spread {
			b.axis, b.spread = c, spread
		}
	}
	if len(buckets) < 2 {
		b.spread = 0
	}
	return b
}

// cutBoxes divides the buckets into at most n boxes and returns their colours.
func cutBoxes(buckets []*bucket, n int) []uint32 {
	if len(buckets) == 0 {
		return nil
	}
	boxes := []box{newBox(buckets)}
	for len(boxes) < n {
		widest := 0
		for i := range boxes {
			if boxes[i].spread > boxes[widest].spread {
				widest = i
			}
		}
		b := boxes[widest]
		if b.spread <= 0 {
			break
		}
		slices.SortStableFunc(b.buckets, func(x, y *bucket) int { return cmp.Compare(x.at[b.axis], y.at[b.axis]) })
		cut, _ := slices.BinarySearchFunc(b.buckets, b.mean[b.axis], func(k *bucket, v float64) int {
			return cmp.Compare(float64(k.at[b.axis]), v)
		})
		cut = min(max(cut, 1), len(b.buckets)-1)
		boxes[widest] = newBox(b.buckets[:cut])
		boxes = append(boxes, newBox(b.buckets[cut:]))
	}
	list := make([]uint32, len(boxes))
	for i := range boxes {
		list[i] = opaque(boxes[i].mean)
	}
	return list
}

func opaque(rgb [3]float64) uint32 {
	return uint32(rgb[0]+0.5) | uint32(rgb[1]+0.5)<<8 | uint32(rgb[2]+0.5)<<16 | 0xFF<<24
}

// assign gives each bucket the nearest colour.
func assign(buckets []*bucket, list []uint32) {
	var at [Max][3]float32
	for i, c := range list {
		at[i] = [3]float32{float32(c & 0xFF), float32(c >> 8 & 0xFF), float32(c >> 16 & 0xFF)}
	}
	for _, b := range buckets {
		least := float32(1 << 20)
		for i := range at[:len(list)] {
			dr, dg, db := b.at[0]-at[i][0], b.at[1]-at[i][1], b.at[2]-at[i][2]
			if d := dr*dr + dg*dg + db*db; d < least {
				least, b.index = d, uint16(i+1)
			}
		}
	}
}

// centre moves each colour from the flat ones on to the mean of its pixels.
func centre(buckets []*bucket, list []uint32, flat int) {
	var sum [Max][3]float64
	var count [Max]float64
	for _, b := range buckets {
		i := b.index - 1
		count[i] += float64(b.count)
		for c := range b.sum {
			sum[i][c] += float64(b.sum[c])
		}
	}
	for i := flat; i < len(list); i++ {
		if count[i] > 0 {
			list[i] = opaque([3]float64{sum[i][0] / count[i], sum[i][1] / count[i], sum[i][2] / count[i]})
		}
	}
}
