import { createHmac } from "node:crypto";

function cardAddress(kid, secret, payloadJSON, file) {
  const payload = Buffer.from(payloadJSON, "utf8").toString("base64url");
  const sig = createHmac("sha256", secret).update(`${kid}/${payload}/${file}`).digest("base64url");
  return `/i/${kid}.${sig}/${payload}/${file}`;
}

// In your code: payloadJSON = JSON.stringify({ article: { … } })
console.log(cardAddress(...process.argv.slice(2, 6)));
