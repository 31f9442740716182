package s3

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"sharecard/cmd/sharecard/internal/objects"
)

// Config says which bucket, and how to reach it.
type Config struct {
	Name      string
	Prefix    string // of all keys; "", or what ends with a slash
	Endpoint  url.URL
	Region    string
	PathStyle bool // ENDPOINT/NAME instead of NAME.ENDPOINT
	// Credentials is a file in the form of ~/.aws/credentials, of which the profile
	// "default" counts, or AWS_PROFILE; "": the usual variables of AWS say them.
	Credentials string
	// Requested is told of each request; nil: nobody is.
	Requested func()
}

const (
	defaultEndpoint = "https://s3.amazonaws.com"
	defaultRegion   = "us-east-1"
)

// Parse reads an address of the form
//
//	s3://NAME/PREFIX?endpoint=https://HOST:PORT&region=REGION&path-style=1
//
// of which all but NAME may be left out. Without an endpoint it is AWS.
func Parse(address string) (Config, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "s3" || u.Host == "" || u.User != nil || u.Fragment != "" {
		return Config{}, errors.New("must be of the form s3://NAME?endpoint=https://HOST:PORT&region=REGION&path-style=1")
	}
	c := Config{Name: u.Host, Region: defaultRegion}
	if c.Prefix = strings.Trim(u.Path, "/"); c.Prefix != "" {
		c.Prefix += "/"
	}
	endpoint := defaultEndpoint
	for name, values := range u.Query() {
		value := values[len(values)-1]
		switch name {
		case "endpoint":
			endpoint = value
		case "region":
			c.Region = value
		case "path-style":
			if value != "0" && value != "1" {
				return Config{}, errors.New("path-style is 0 or 1")
			}
			c.PathStyle = value == "1"
		default:
			return Config{}, fmt.Errorf("%q is none of endpoint, region and path-style", name)
		}
	}
	e, err := url.Parse(endpoint)
	if err != nil || e.Scheme != "http" && e.Scheme != "https" || e.Host == "" || strings.Trim(e.Path, "/") != "" {
		return Config{}, fmt.Errorf("endpoint %q must be of the form https://HOST:PORT", endpoint)
	}
	c.Endpoint = *e
	return c, nil
}

const (
	// dialTimeout and answerTimeout are how long a host may take to accept a connection and
	// to begin an answer; requestTimeout bounds a request with its body and its second try.
	dialTimeout    = 2 * time.Second
	answerTimeout  = 5 * time.Second
	requestTimeout = 12 * time.Second
	// tries is how often a request is sent.
	tries = 2
	// connections is how many are kept open.
	connections = 64
)

// Bucket is an open bucket. It is safe for concurrent use.
type Bucket struct {
	config    Config
	transport *http.Transport
	client    *minio.Client
}

// Open returns the bucket, which must exist. Nothing is asked of it yet; see
// [Bucket.Check].
func Open(c Config) (*Bucket, error) {
	keys, err := c.credentials()
	if err != nil {
		return nil, err
	}
	b := &Bucket{config: c, transport: &http.Transport{
		DialContext:           (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSHandshakeTimeout:   dialTimeout,
		ResponseHeaderTimeout: answerTimeout,
		IdleConnTimeout:       time.Minute,
		MaxIdleConns:          connections,
		MaxIdleConnsPerHost:   connections,
		DisableCompression:    true,
	}}
	sent := http.RoundTripper(b.transport)
	if c.Requested != nil {
		sent = counted{sent, c.Requested}
	}
	lookup := minio.BucketLookupDNS
	if c.PathStyle {
		lookup = minio.BucketLookupPath
	}
	b.client, err = minio.New(c.Endpoint.Host, &minio.Options{
		Creds: keys, Secure: c.Endpoint.Scheme == "https", Transport: sent, Region: c.Region, BucketLookup: lookup, MaxRetries: tries,
	})
	if err != nil {
		return nil, fmt.Errorf("opening bucket %s: %w", c.Name, err)
	}
	return b, nil
}

// counted tells of each request.
type counted struct {
	http.RoundTripper
	tell func()
}

func (c counted) RoundTrip(r *http.Request) (*http.Response, error) {
	c.tell()
	return c.RoundTripper.RoundTrip(r)
}

// credentials returns where the keys are from. That there are none shows here, and not
// with the first request.
func (c Config) credentials() (*credentials.Credentials, error) {
	if c.Credentials != "" {
		keys := credentials.NewFileAWSCredentials(c.Credentials, os.Getenv("AWS_PROFILE"))
		if found, err := keys.GetWithContext(nil); err != nil || found.AccessKeyID == "" {
			return nil, fmt.Errorf("%s holds no aws_access_key_id and aws_secret_access_key under [default]", c.Credentials)
		}
		return keys, nil
	}
	providers := []credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}}
	for _, name := range []string{
		"AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
	} {
		if os.Getenv(name) != "" { // a role, whose keys change
			return credentials.NewChainCredentials(append(providers, &credentials.IAM{})), nil
		}
	}
	keys := credentials.NewChainCredentials(providers)
	if found, err := keys.GetWithContext(nil); err != nil || found.AccessKeyID == "" {
		return nil, errors.New("no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a file of them")
	}
	return keys, nil
}

// Close releases the connections.
func (b *Bucket) Close() { b.transport.CloseIdleConnections() }

// Check returns an error where the bucket cannot be reached, or is not there.
func (b *Bucket) Check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	there, err := b.client.BucketExists(ctx, b.config.Name)
	if err == nil && !there {
		err = errors.New("there is no such bucket")
	}
	if err != nil {
		return fmt.Errorf("bucket %s: %w", b.config.Name, translate(err))
	}
	return nil
}

// Objects returns the objects of one kind: "cards".
func (b *Bucket) Objects(kind string) *Objects { return &Objects{bucket: b, kind: kind} }

// translate returns err wrapped with the error of package objects, or of io/fs, that it
// means.
func translate(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	answer := minio.ErrorResponse{}
	switch isAnswer := errors.As(err, &answer); {
	case !isAnswer, answer.StatusCode == http.StatusTooManyRequests,
		answer.StatusCode >= 500 && answer.StatusCode != http.StatusInsufficientStorage:
		return fmt.Errorf("%w: %w", objects.ErrAway, err)
	case answer.StatusCode == http.StatusInsufficientStorage, answer.Code == "XMinioStorageFull", answer.Code == "QuotaExceeded":
		return fmt.Errorf("%w: %w", objects.ErrFull, err)
	case answer.Code == "NoSuchBucket":
		return err
	case answer.Code == minio.NoSuchKey, answer.StatusCode == http.StatusNotFound:
		return fmt.Errorf("%w: %w", os.ErrNotExist, err)
	}
	return err
}
