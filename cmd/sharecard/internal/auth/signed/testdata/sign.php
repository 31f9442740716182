<?php
function card_address(string $kid, string $secret, string $payloadJSON, string $file): string {
    $b64 = fn(string $s): string => rtrim(strtr(base64_encode($s), '+/', '-_'), '=');
    $payload = $b64($payloadJSON);
    $sig = $b64(hash_hmac('sha256', "$kid/$payload/$file", $secret, true));
    return "/i/$kid.$sig/$payload/$file";
}

// In your code: $payloadJSON = json_encode(['article' => [...]], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES)
echo card_address(...array_slice($argv, 1, 4)), "\n";
