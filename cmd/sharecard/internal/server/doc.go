// Package server speaks HTTP for the card service, on gin.
//
//	GET    /v1/articles/{id}/cards/{template}.{png|jpg|jpeg|webp}   the card of a stored article
//	GET    /v1/pages/cards/{template}.{png|jpg|jpeg|webp}?url=      the card of a page of a listed host: package site
//	GET    /v1/pages/share.json?url=                           what the share button needs of it
//	GET    /v1/articles/{id}/kit.zip                           every card of it, with a manifest
//	POST   /v1/cards                                           a card; or its entry, and it is permanent; or many
//	GET    /v1/cards?article=                                  the permanent cards of an article
//	POST   /v1/jobs                                            many permanent cards, later: package queue
//	GET    /v1/jobs/{id}, /v1/jobs/{id}/results                how far they are; their entries
//	DELETE /v1/jobs/{id}                                       no more of them
//	POST   /v1/kit.zip                                         every card of the article in the body
//	GET    /c/{hash}/{template}.{png|jpg|webp}                      a permanent card: package publish
//	GET    /i/{kid}.{sig}/{payload}/{template}.{png|jpg|webp}       the card of an article that comes along: package signed
//	POST   /v1/withdrawals                                     take back what no stored article stands for
//	PUT    /v1/articles/{id}                                   store an article
//	GET    /v1/articles/{id}                                   read it
//	PUT    /v1/articles/{id}/cover                             upload its cover
//	DELETE /v1/articles/{id}                                   withdraw it: 410 from then on
//	GET    /v1/articles                                        list, by cursor
//	POST   /v1/articles/import                                 a news page, or its address, becomes an article
//	POST   /v1/covers                                          a cover for articles that are not stored
//	GET    /s/{id}                                             leads to the article, with an https PublicURL
//	GET    /v1/templates                                       what can be drawn
//	POST   /v1/templates                                       what fits the article in the body
//	GET    /share.js                                           the share button; its head says how to use it
//	GET    /v1/wechat/signature?url=                           signs a listed page: package wechat
//	GET    /demo, /demo/{file}                                 a news page with the button
//	GET    /healthz, /readyz                                   alive; able to serve
//	GET    /metrics                                            for Prometheus: package metrics
//	GET    /openapi.json                                       all of this, as OpenAPI 3.0
//	GET    /, /assets/{file}                                   sample cards to look at and copy
//	POST   /session                                            a token becomes a cookie for the pages
//	GET    /studio, /studio/assets/{file}                      the designers' page: package studio
//	GET    /studio/world                                       what there is to look at
//	POST   /studio/trace                                       a card taken apart
//	POST   /studio/pages                                       a filled template, and its address
//	GET    /studio/pages/{key}/{file}                          the template for the browser to draw
//	GET    /studio/fonts/{file}                                the faces it is set in
//	POST   /studio/recompressed                                a card as a chat sends it on
//	GET    /studio/events                                      with Dev: templates were saved
//	POST   /studio/covers                                      with Dev: a picture beside the samples
//	PUT    /studio/samples/{name}                              with Dev: an article beside the templates
//
// Every GET answers HEAD. Every picture has an ETag of its bytes and answers
// 304, ranges and HEAD. Errors are application/problem+json (RFC 9457) with a
// stable code; who opens an address in a browser gets a page instead.
//
// A card has up to three addresses. The stable one follows its article, and may
// be kept for minutes. The permanent one is of a card that was asked for with
// Accept: application/json, or as a line of a batch (application/x-ndjson): its
// hash is of all that changes a pixel, so it may be kept for ever. The signed one
// is for sites that keep their articles to themselves. A card that lacks
// something may be kept for five seconds, and has a permanent address only if
// the request says "allow_degraded":true.
//
// What is withdrawn answers 410 under each of them, from the stores and from
// memory, after restarts too, and Config.Purge tells shared caches. What readers'
// browsers and the platforms have copied cannot be called back: a permanent card
// stays in the browsers that have shown it.
//
// A handler parses the request, makes one call and answers. It lies with the others
// of its kind, and server.go lists which file has which route:
//
//	cards.go        pictures: of a stored article, permanent, signed; kits; pictures.go sends them;
//	                fallback.go where there is none
//	sites.go        cards of pages of listed hosts, and what the share button asks for
//	orders.go       POST /v1/cards; batch.go its lines
//	articles.go     articles and their covers; imports.go news pages; withdrawals.go
//	service.go      templates, WeChat, metrics; health.go; openapi.go
//	pages.go        the pages of packages home, demo and share; session.go their token
//	studio.go       the designers' page, of package studio; events.go
//	busy.go         what is refused while the queue is full
//	query.go        what stands in an address; body.go what stands in a body, lenient.go an odd one
//	answer.go       answers that are no pictures
//
// What decides who may have what is package publish. Below this package lie
//
//	gate      what each request passes first: log, Host, origin, caller, rate
//	problem   errors as answers, by the one table from errors to statuses
//	listen    connections
//	words     the languages of the pages, and names of cards and themes
//
// While the queue of drawings is full, a request for a card that would have to be drawn
// goes another way, so that refusals leave the drawings their time. ServeHTTP asks busy.go,
// which goes by the address alone. Then gate/refuse.go answers in place of the chain of
// handlers, with a 429 that package problem has in memory, and the body is not read.
// Package listen notes that on the connection: one that asks again right after it waits.
// Counts stand in the metrics, and one line a second in the log.
//
// What is not in the gate's table of public routes needs a caller, and what he
// publishes stays within his token's brands. Only a server that has neither tokens
// nor a public address works without, and it listens on loopback only. To the
// public, an article whose time of publication lies ahead does not exist. Its
// permanent cards are there for whoever knows their hash, which cannot be guessed:
// schedulers hand them to platforms before that time.
//
// A new route needs a line in server.go, one in the gate's table if it is public,
// and its description in openapi/, to which every answer of every test is held.
package server
