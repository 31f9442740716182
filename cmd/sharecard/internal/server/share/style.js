const dark = `--ground: #1e2023; --raised: #2a2d31; --ink: #f1ede6; --soft: #aaa398; --rule: #3b3e43;
  --accent: var(--sharecard-accent, #c9403a); color-scheme: dark;`;

// The host is the page's element: without !important, rules of the page like
// `* { text-transform: uppercase }` would hold for it and be inherited.
const style = `
:host { all: initial !important }
* { box-sizing: border-box; margin: 0 }
dialog {
  --ground: #fff; --raised: #f5f3ef; --ink: #1d1a16; --soft: #68625a; --rule: #e2ddd4;
  --accent: var(--sharecard-accent, #a8201a); --veil: rgb(0 0 0 / .55);
  position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none;
  padding: 0; border: 0; overflow: auto; overscroll-behavior: contain;
  background: var(--veil); color: var(--ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif;
  text-align: center; -webkit-user-select: text; user-select: text;
}
dialog.dark { ${dark} }
@media (prefers-color-scheme: dark) { dialog:not(.light) { ${dark} } }
dialog::backdrop { background: none }
[open], .sheet, .poster, .note, .ways { display: grid }
.sheet { position: relative; background: var(--ground) }
.ways { gap: 10px }
h2 { font-size: 17px; outline: 0 }
button, input { min-height: 48px; padding: 8px 20px; border: 1px solid var(--rule); border-radius: 10px; background: none; font: inherit; color: inherit }
button { cursor: pointer }
button:hover { background: var(--raised) }
.main { border-color: transparent; background: var(--accent) !important; color: #fff; font-weight: 600 }
.main:disabled { opacity: .5; cursor: default }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.close { position: absolute; top: 8px; right: 8px; padding: 11px; border: 0; border-radius: 50%; color: var(--soft) }
svg { display: block; fill: currentColor }
.line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.poster { place-items: center }
img { display: block; max-width: 100%; max-height: var(--tallest); border-radius: 6px; box-shadow: 0 4px 28px rgb(0 0 0 / .2) }
.drawn .note, :not(.drawn) > img { position: absolute; opacity: 0; width: 1px; height: 1px; overflow: hidden }
.note { place-content: center; gap: 16px; width: min(100%, var(--tallest) * .7); aspect-ratio: 7 / 10; border-radius: 6px; background: var(--raised); color: var(--soft) }
.poster:not(.drawn) + .hint { visibility: hidden }
.more { display: flex; flex-wrap: wrap; gap: 10px; justify-content: center }
.more > * { padding: 8px 12px; border: 1px solid var(--rule); border-radius: 10px; background: var(--ground); font: inherit; color: inherit }
.hint, .said { color: var(--soft); font-size: 14px }
.said { min-height: 1.6em }

.phone { --tallest: 54vh }
.phone .sheet { align-self: end; gap: 16px; width: min(560px, 100%); margin: 40px auto 0; padding: 18px 20px max(8px, env(safe-area-inset-bottom)); border-radius: 18px 18px 0 0 }

dialog.wechat { --tallest: max(240px, 100vh - 290px); --ink: #fff; --soft: #ddd; --raised: #2c2c2c; --accent: #fff; --veil: rgb(0 0 0 / .95) }
.wechat .sheet { grid-template-rows: auto 1fr; gap: 16px; padding: 36px 24px max(16px, env(safe-area-inset-bottom)); background: none }
.guide { padding-right: 72px; text-align: right; word-break: keep-all }
.guide h2 { font-size: 21px }
.guide svg { position: absolute; top: 8px; right: 24px; width: 60px }
.wechat .close { position: static; padding: 8px 32px; border: 1px solid; border-radius: 24px; justify-self: center; color: inherit }

.desk { --tallest: min(76vh, 640px); padding: 24px }
.desk .sheet { display: flex; flex-wrap: wrap; width: min(860px, 100%); margin: auto; border-radius: 16px; overflow: hidden }
.desk .poster, .desk .ways { flex: 1 1 320px; padding: 36px }
.desk .poster { background: var(--raised) }
.desk .note { background: var(--ground) }
.desk .ways { grid-template-rows: auto 1fr; gap: 12px; padding-bottom: 8px }
.desk h2, .title { text-align: left; font-size: 14px; font-weight: 400; color: var(--soft) }
.desk .title { color: inherit; font: 700 22px/1.45 "Songti SC", "Noto Serif CJK SC", Georgia, serif; text-wrap: balance; overflow-wrap: anywhere; max-height: 5.8em; overflow: hidden }
.scan { place-self: center; padding: 16px 0 }
.scan svg { width: 200px; margin: 0 auto 12px; border: 1px solid var(--rule); border-radius: 10px; background: #fff; color: #000 }
.copy { display: flex; gap: 8px }
input { flex: 1; min-width: 0; padding: 0 12px; background: var(--raised); color: var(--soft); font-size: 14px; text-overflow: ellipsis }
@media (prefers-reduced-motion: no-preference) {
  dialog { animation: fade .2s }
  .phone .sheet { animation: rise .3s cubic-bezier(.2, .8, .2, 1) }
  @keyframes fade { from { opacity: 0 } }
  @keyframes rise { from { transform: translateY(40%) } }
}`;

// dress gives a shadow root the style in a way that strict policies allow; in
// browsers that lack it, as inline style with the nonce of the page's policy.
function dress(root, nonce = "") {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(element("style", { nonce }, style));
  }
}
