package glyph

import "testing"

// TestMasksNotUsedForLongestGoFirst fills one shard beyond its limit.
func TestMasksNotUsedForLongestGoFirst(t *testing.T) {
	const kept = 10
	s := &NewCache(kept * overhead * shards).shards[0]
	key := func(i int) Key { return Key{ID: uint32(i)} }
	for i := range 3 * kept {
		s.add(&entry{key: key(i)})
		if s.get(key(0)) == nil {
			t.Fatalf("the mask that is used all the time went with mask %d", i)
		}
	}
	for i := 1; i < 3*kept; i++ {
		if got, want := s.get(key(i)) != nil, i > 2*kept; got != want {
			t.Errorf("mask %d is kept: %t, want %t", i, got, want)
		}
	}
	if s.bytes != kept*overhead || len(s.byKey) != kept {
		t.Errorf("%d masks of %d bytes", len(s.byKey), s.bytes)
	}
	first := s.get(key(0))
	if got := s.add(&entry{key: key(0)}); got != first {
		t.Error("a mask takes the place of one that is kept")
	}
}
