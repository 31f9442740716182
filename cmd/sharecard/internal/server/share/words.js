const words = {
  zh: {
    lang: "zh-CN",
    heading: "分享这篇文章",
    close: "关闭",
    alt: "分享海报：",
    drawing: "正在生成海报…",
    failed: "海报暂时无法显示。",
    unknown: "没有找到这篇文章的海报。",
    gone: "这篇文章已撤下。",
    retry: "重试",
    corner: "点击右上角",
    friends: "发给微信好友，或分享到朋友圈",
    hold: "长按图片，发给朋友或保存",
    browser: "请使用浏览器的分享功能",
    share: "分享海报",
    shareLink: "分享链接",
    scan: "用微信扫一扫，在手机上打开并分享",
    download: "下载海报",
    downloading: "海报已开始下载。",
    save: "请右键点击海报，选择“图片另存为”。",
    link: "文章链接",
    copy: "复制链接",
    copied: "链接已复制。",
    selected: "链接已选中，请复制。",
  },
  en: {
    lang: "en",
    heading: "Share this article",
    close: "Close",
    alt: "Poster to share: ",
    drawing: "Drawing the poster…",
    failed: "The poster cannot be shown right now.",
    unknown: "There is no poster of this article.",
    gone: "This article has been withdrawn.",
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
    save: "Right-click the poster and choose “Save image as”.",
    link: "Link to this article",
    copy: "Copy link",
    copied: "Link copied.",
    selected: "The link is selected: copy it.",
  },
};

function wordsFor(button) {
  return /^zh\b/i.test(langOf(button)) ? words.zh : words.en;
}

// langOf is the language that an element is written in, by what is around it and
// around its shadow root.
function langOf(element) {
  return element ? element.closest("[lang]")?.lang || langOf(element.getRootNode().host) : "zh";
}
