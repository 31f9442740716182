// Package s3 keeps objects in a bucket of any store that speaks the S3 protocol, for
// several replicas, as objects.Folder does on one machine:
//
//	PREFIX/cards/3f/3fb2…e1.jpg     an object of the kind "cards"
//	PREFIX/damaged/cards/3fb2…      what was set aside
//
// An object is written by one request, so that it is whole or not there, and its MD5 goes
// along, so that what was changed on the way is refused. What may be asked of the bucket
// are GetObject, HeadObject, PutObject, DeleteObject, CopyObject within it, ListObjectsV2
// and HeadBucket. Nothing in it need be public.
//
// Each request has a time of its own, and is tried once more where the store does not
// answer or says that it cannot; then the error wraps objects.ErrAway.
package s3
