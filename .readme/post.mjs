// The life of a scheduled post: store, order its card, correct, order again, withdraw.
//
//   SHARECARD=https://cards.example TOKEN=SECRET node post.mjs

async function ask(method, path, body, headers) {
  const answer = await fetch(process.env.SHARECARD + path, {
    method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(30_000),
    headers: {
      "Content-Type": "application/json", Accept: "application/json", Authorization: `Bearer ${process.env.TOKEN ?? ""}`, ...headers,
    },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text && JSON.parse(text);
}

const article = { title: "夜班公交延长至凌晨一点", source: { name: "江城晚报" }, published_at: "2026-11-20T06:10:00+08:00" };
await ask("PUT", "/v1/articles/night-bus", article);
const order = { platform: "weibo", article_id: "night-bus" };
const card = await ask("POST", "/v1/cards", order, { "Idempotency-Key": "night-bus-1" }); // sent again, it is answered alike
console.log("post", card.url, card.alt);

await ask("PUT", "/v1/articles/night-bus", { ...article, title: "夜班公交延长至凌晨两点" });
const corrected = await ask("POST", "/v1/cards", order, { "Idempotency-Key": "night-bus-2" });
console.log("post again", corrected.url);

await ask("DELETE", "/v1/articles/night-bus"); // its addresses answer 410
console.log("withdrawn");
