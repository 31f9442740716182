package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"time"

	"github.com/minio/minio-go/v7"

	"sharecard/cmd/sharecard/internal/objects"
)

const (
	// maxBytes bounds an object that is read: more than a card or a cover has.
	maxBytes = 32 << 20
	// listed is how many names List hands over at a time.
	listed = 1000
	// damaged is what the keys of objects begin with that were set aside.
	damaged = "damaged/"
)

// Objects are those of one kind in a [Bucket]. They are safe for concurrent use.
type Objects struct {
	bucket *Bucket
	kind   string
}

// key is that of an object.
func (o *Objects) key(name string) string { return o.prefix() + name[:2] + "/" + name }

// prefix is what the keys of all objects of the kind begin with.
func (o *Objects) prefix() string { return o.bucket.config.Prefix + o.kind + "/" }

// request returns a context that ends in time, and the bucket's name.
func (o *Objects) request(ctx context.Context) (context.Context, context.CancelFunc, string) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	return ctx, cancel, o.bucket.config.Name
}

// Put keeps data under name. What is there under the name is replaced.
func (o *Objects) Put(ctx context.Context, name string, data []byte) error {
	if !objects.ValidName(name) {
		return fmt.Errorf("%.80q: %w", name, objects.ErrName)
	}
	ctx, cancel, bucket := o.request(ctx)
	defer cancel()
	_, err := o.bucket.client.PutObject(ctx, bucket, o.key(name), bytes.NewReader(data), int64(len(data)), minio.PutObjectOptions{
		SendContentMd5: true, DisableMultipart: true,
	})
	if err != nil {
		return fmt.Errorf("writing object %s: %w", name, translate(err))
	}
	return nil
}

// Open reads an object, by one request.
func (o *Objects) Open(ctx context.Context, name string) (objects.File, error) {
	if !objects.ValidName(name) {
		return nil, fmt.Errorf("%.80q: %w: %w", name, objects.ErrName, fs.ErrNotExist)
	}
	ctx, cancel, bucket := o.request(ctx)
	defer cancel()
	f, err := o.get(ctx, bucket, name)
	if err != nil {
		return nil, fmt.Errorf("reading object %s: %w", name, translate(err))
	}
	return f, nil
}

func (o *Objects) get(ctx context.Context, bucket, name string) (*file, error) {
	body, info, _, err := minio.Core{Client: o.bucket.client}.GetObject(ctx, bucket, o.key(name), minio.GetObjectOptions{})
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(body, min(info.Size, maxBytes)+1))
	if err = errors.Join(err, body.Close()); err != nil {
		return nil, err
	}
	if int64(len(data)) != info.Size {
		return nil, fmt.Errorf("%d bytes of %d came", len(data), info.Size)
	}
	return &file{Reader: bytes.NewReader(data), name: name, at: info.LastModified}, nil
}

// Size returns how many bytes an object has.
func (o *Objects) Size(ctx context.Context, name string) (int64, error) {
	if !objects.ValidName(name) {
		return 0, fmt.Errorf("%.80q: %w: %w", name, objects.ErrName, fs.ErrNotExist)
	}
	ctx, cancel, bucket := o.request(ctx)
	defer cancel()
	info, err := o.bucket.client.StatObject(ctx, bucket, o.key(name), minio.StatObjectOptions{})
	if err != nil {
		return 0, fmt.Errorf("looking for object %s: %w", name, translate(err))
	}
	return info.Size, nil
}

// Remove removes an object. One that is not there is no error.
func (o *Objects) Remove(ctx context.Context, name string) error {
	if !objects.ValidName(name) {
		return nil
	}
	ctx, cancel, bucket := o.request(ctx)
	defer cancel()
	err := translate(o.bucket.client.RemoveObject(ctx, bucket, o.key(name), minio.RemoveObjectOptions{}))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing object %s: %w", name, err)
	}
	return nil
}

// SetAside copies an object to another key and removes it. One that is not there is no
// error.
func (o *Objects) SetAside(ctx context.Context, name string) error {
	if !objects.ValidName(name) {
		return nil
	}
	within, cancel, bucket := o.request(ctx)
	defer cancel()
	_, err := o.bucket.client.CopyObject(within,
		minio.CopyDestOptions{Bucket: bucket, Object: o.bucket.config.Prefix + damaged + o.kind + "/" + name},
		minio.CopySrcOptions{Bucket: bucket, Object: o.key(name)})
	if err = translate(err); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("setting object %s aside: %w", name, err)
	}
	return o.Remove(ctx, name)
}

// List calls each with the names of all objects, some at a time, in no order that
// counts. It stops at the first error, which it returns.
func (o *Objects) List(ctx context.Context, each func(names []string) error) error {
	var names []string
	for info := range o.bucket.client.ListObjectsIter(ctx, o.bucket.config.Name, minio.ListObjectsOptions{
		Prefix: o.prefix(), Recursive: true, MaxKeys: listed,
	}) {
		if info.Err != nil {
			return fmt.Errorf("listing objects: %w", translate(info.Err))
		}
		name := path.Base(info.Key)
		if !objects.ValidName(name) || o.key(name) != info.Key {
			continue
		}
		if names = append(names, name); len(names) == listed {
			if err := each(names); err != nil {
				return err
			}
			names = nil
		}
	}
	if len(names) == 0 {
		return ctx.Err()
	}
	return each(names)
}

// file is an object that was read.
type file struct {
	*bytes.Reader
	name string
	at   time.Time
}

func (f *file) Close() error               { return nil }
func (f *file) Stat() (fs.FileInfo, error) { return info{f}, nil }

// info describes a file.
type info struct{ file *file }

func (i info) Name() string       { return i.file.name }
func (i info) Size() int64        { return i.file.Reader.Size() }
func (i info) Mode() fs.FileMode  { return 0o600 }
func (i info) ModTime() time.Time { return i.file.at }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
