package server

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

// wechatSignature signs a page for WeChat's JS-SDK. Only pages of the listed
// hosts are signed, and only they may read the answer.
func (s *Server) wechatSignature(c *gin.Context) {
	h := c.Writer.Header()
	h.Add("Vary", "Origin")
	if s.WeChat == nil {
		s.fail(c, errNoWeChat)
		return
	}
	if origin := c.GetHeader("Origin"); origin != "" && s.WeChat.AllowsOrigin(origin) {
		h.Set("Access-Control-Allow-Origin", origin)
	}
	query, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		s.fail(c, errQuery)
		return
	}
	signature, err := s.WeChat.Sign(c.Request.Context(), query.Get("url"))
	if err != nil {
		s.fail(c, err)
		return
	}
	h.Set("Cache-Control", "no-store")
	s.writeJSON(c, http.StatusOK, signature)
}
