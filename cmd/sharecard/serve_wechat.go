package main

import (
	"errors"
	"fmt"

	"sharecard/cmd/sharecard/internal/wechat"
)

// wechatSettings let pages that are shared inside WeChat show their own picture.
type wechatSettings struct {
	WeChatAppID     string   `name:"wechat-app-id" help:"ID of the official account that signs pages for WeChat's JS-SDK." placeholder:"ID"`
	WeChatAppSecret string   `name:"wechat-app-secret" help:"Its secret. Better set by the environment, where other users of the machine do not see it." placeholder:"SECRET"`
	WeChatPages     []string `name:"wechat-pages" help:"Hosts whose pages are signed, as registered with the account; several are separated by commas." placeholder:"HOST"`
	WeChatAPI       string   `name:"wechat-api" default:"https://api.weixin.qq.com" help:"Where WeChat's API is." placeholder:"URL"`
}

// signer returns what signs pages, or nil where nothing is set.
func (c *wechatSettings) signer() (*wechat.Signer, error) {
	if c.WeChatAppID == "" && c.WeChatAppSecret == "" && len(c.WeChatPages) == 0 {
		return nil, nil
	}
	signer, err := wechat.New(wechat.Config{
		AppID: c.WeChatAppID, AppSecret: c.WeChatAppSecret, Pages: c.WeChatPages, API: c.WeChatAPI,
	})
	if err != nil {
		var wrong *wechat.ConfigError
		if errors.As(err, &wrong) {
			err = fmt.Errorf("%s: %w", wechatFlags[wrong.Field], err)
		}
		return nil, usageError{err}
	}
	return signer, nil
}

// wechatFlags are the flags by field of [wechat.Config].
var wechatFlags = map[string]string{
	"AppID": "--wechat-app-id", "AppSecret": "--wechat-app-secret", "Pages": "--wechat-pages", "API": "--wechat-api",
}
