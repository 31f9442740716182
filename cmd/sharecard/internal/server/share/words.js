const words = {
  zh: {
    lang: "zh-CN",
    heading: "分享这篇文章",
    close: "关闭",
    alt: "分享海报：",
    drawing: "正在生成海报…",
    failed: "海报暂时无法显示。",
    retry: "重试",
    corner: "点击右上角",
    friends: "发给微信好友，或分享到朋友圈",
    hold: "长按图片，发给朋友或保存",
    browser: "请使用浏览器分享功能进行分享",
    share: "分享海报",
    shareLink: "分享链接",
    scan: "用微信扫一扫，在手机上打开并分享",
    download: "下载海报",
    downloading: "海报已开始下载。",
    link: "本页链接",
    copy: "复制链接",
    copied: "链接已复制。",
  },
  en: {
    lang: "en",
    heading: "Share this article",
    close: "Close",
    alt: "Poster to share: ",
    drawing: "Drawing the poster…",
    failed: "The poster cannot be shown right now.",
    retry: "Try again",
    corner: "Tap the top right corner",
    friends: "to send it to friends or to Moments",
    hold: "Press and hold the picture to send or save it",
    browser: "Please use your browser’s share function",
    share: "Share the poster",
    shareLink: "Share the link",
    scan: "Scan with WeChat to open it on your phone",
    download: "Download the poster",
    downloading: "The download has started.",
    link: "Link to this page",
    copy: "Copy link",
    copied: "Link copied.",
  },
};

function wordsFor(button) {
  const lang = button.closest("[lang]")?.lang || "zh";
  return /^zh\b/i.test(lang) ? words.zh : words.en;
}
