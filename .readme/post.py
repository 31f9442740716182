"""The life of a scheduled post: store, order its card, correct, order again, withdraw.

SHARECARD=https://cards.example TOKEN=SECRET python3 post.py
"""
import json, os, urllib.request

def ask(method, path, body=None, **headers):
    request = urllib.request.Request(os.environ["SHARECARD"] + path, method=method, data=json.dumps(body).encode() if body else None)
    for name, value in {"Content-Type": "application/json", "Accept": "application/json",
                        "Authorization": "Bearer " + os.environ.get("TOKEN", ""), **headers}.items():
        request.add_header(name, value)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or "null")

article = {"title": "夜班公交延长至凌晨一点", "source": {"name": "江城晚报"}, "published_at": "2026-11-20T06:10:00+08:00"}
ask("PUT", "/v1/articles/night-bus", article)
order = {"platform": "weibo", "article_id": "night-bus"}
card = ask("POST", "/v1/cards", order, **{"Idempotency-Key": "night-bus-1"})  # sent again, it is answered alike
print("post", card["url"], card["alt"])

ask("PUT", "/v1/articles/night-bus", {**article, "title": "夜班公交延长至凌晨两点"})
corrected = ask("POST", "/v1/cards", order, **{"Idempotency-Key": "night-bus-2"})
print("post again", corrected["url"])

ask("DELETE", "/v1/articles/night-bus")  # its addresses answer 410
print("withdrawn")
