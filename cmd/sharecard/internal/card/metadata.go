package card

import (
	"encoding/json"
	"fmt"
	"strings"

	"sharecard/render"
)

// Bounds of what metadata says, in bytes as XML, so that all of a packet fits into
// [render.MaxXMP].
const (
	maxXMPName = 64  // of a source or a producer
	leastTitle = 120 // an address that leaves less room for the title is left out
)

// xmp is the metadata of the card's file (XMP part 1): the article's title, address and
// source, and, where the card has a label, the revision and what was made by machine.
// Programs read it. The title is cut, and an address that is too long left out, so that all
// of it fits. All that it says is part of the plan's key: cards of one key have the same bytes.
func (p *Plan) xmp(labelled bool) []byte {
	names, properties, inner := "", "", ""
	if p.key.Revision > 0 {
		names += " xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/'"
		properties = fmt.Sprintf(" xmpMM:VersionID='%d'", p.key.Revision)
	}
	if labelled {
		names += " xmlns:TC260='http://www.tc260.org.cn/ns/AIGC/1.0/'"
		inner = "<TC260:AIGC>" + escapeXML(p.aigc()) + "</TC260:AIGC>"
	}
	source := cutXML(p.article.Source.Name, maxXMPName)
	packet := func(title, address string) string {
		if address != "" {
			address = " dc:source='" + escapeXML(address) + "'"
		}
		return "<?xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>" +
			"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''" +
			" xmlns:dc='http://purl.org/dc/elements/1.1/'" + names + address + properties + ">" + inner +
			list("dc:title", "Alt", " xml:lang='x-default'", title) + list("dc:publisher", "Bag", "", source) +
			"</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='r'?>"
	}
	title, address := p.article.Title, p.record.Article.URL
	if len(packet(cutXML(title, leastTitle), address)) > render.MaxXMP {
		address = ""
	}
	room := render.MaxXMP - len(packet("-", address)) + len("-")
	return []byte(packet(cutXML(title, room), address))
}

// aigc is the value of TC260's property AIGC, as JSON.
func (p *Plan) aigc() string {
	var said strings.Builder
	e := json.NewEncoder(&said)
	e.SetEscapeHTML(false)
	// All fields are always there.
	err := e.Encode(struct {
		Label             string // "1": it is made by machine
		ContentProducer   string
		ProduceID         string
		ReservedCode1     string
		ContentPropagator string
		PropagateID       string
		ReservedCode2     string
	}{Label: "1", ContentProducer: cutXML(p.producer(), maxXMPName), ProduceID: p.key.String()[:32]})
	if err != nil {
		panic(err) // strings
	}
	return strings.TrimSuffix(said.String(), "\n")
}

// producer is who answers for what was made by machine: the code that the brand or the
// server has from the authorities, or else the article's source.
func (p *Plan) producer() string {
	switch {
	case p.brand != nil && p.brand.Producer != "":
		return p.brand.Producer
	case p.key.Producer != "":
		return p.key.Producer
	}
	return p.article.Source.Name
}

// list is a property that is a list of one item; nothing of an empty one.
func list(name, kind, attributes, item string) string {
	if item == "" {
		return ""
	}
	return "<" + name + "><rdf:" + kind + "><rdf:li" + attributes + ">" + escapeXML(item) + "</rdf:li></rdf:" + kind + "></" + name + ">"
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&#39;")

func escapeXML(s string) string { return xmlEscapes.Replace(s) }

// cutXML is the longest beginning of s, in whole characters, that has at most so many
// bytes as XML.
func cutXML(s string, most int) string {
	n := 0
	for i, r := range s {
		if n += len(escapeXML(string(r))); n > most {
			return s[:i]
		}
	}
	return s
}
