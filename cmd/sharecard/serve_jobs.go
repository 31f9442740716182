package main

import (
	"fmt"
	"log/slog"
	"os"

	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/metrics"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/webhook"
)

// jobSettings say who is told of jobs.
type jobSettings struct {
	WebhookSecrets string `type:"existingfile" help:"File of secrets that sign what the webhooks of jobs are told, as Standard Webhooks says: whsec_ and 24 to 64 bytes in base64, several separated by white space. Without it no job has a webhook. They are called like pictures are fetched: see --allow-fetch." placeholder:"FILE"`
}

// secrets reads the file of secrets, if there is one.
func (c *jobSettings) secrets() (webhook.Secrets, error) {
	if c.WebhookSecrets == "" {
		return nil, nil
	}
	text, err := os.ReadFile(c.WebhookSecrets)
	if err != nil {
		return nil, fmt.Errorf("--webhook-secrets: %w", err)
	}
	secrets, err := webhook.ParseSecrets(string(text))
	if err != nil {
		return nil, usageError{fmt.Errorf("--webhook-secrets %s: %w", c.WebhookSecrets, err)}
	}
	return secrets, nil
}

// newQueue makes the queue of jobs over a store.
func newQueue(store queue.Store, secrets webhook.Secrets, web *fetch.Client, counters *metrics.Metrics, log *slog.Logger) *queue.Queue {
	return queue.New(queue.Config{Store: store, Secrets: secrets, Send: web.Post, Forbids: web.Forbids, Counter: counters, Log: log})
}
