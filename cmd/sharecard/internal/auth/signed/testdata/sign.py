import base64, hashlib, hmac

def card_address(kid, secret, payload_json, file):
    b64 = lambda b: base64.urlsafe_b64encode(b).rstrip(b"=").decode()
    payload = b64(payload_json.encode("utf-8"))
    text = f"{kid}/{payload}/{file}"
    sig = b64(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest())
    return f"/i/{kid}.{sig}/{payload}/{file}"

# In your code: payload_json = json.dumps({"article": {...}}, ensure_ascii=False, separators=(",", ":"))
import sys
print(card_address(*sys.argv[1:5]))
