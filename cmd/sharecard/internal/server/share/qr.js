// QR codes (ISO/IEC 18004) of bytes: level M, mask 0, versions 1 to 15, which is
// up to 412 bytes.

// By version from 1: data words, check words in a block, blocks (table 9).
const versions = [
  [16, 10, 1], [28, 16, 1], [44, 26, 1], [64, 18, 2], [86, 24, 2], [108, 16, 4], [124, 18, 4], [154, 22, 4],
  [182, 22, 5], [216, 26, 5], [254, 30, 5], [290, 22, 8], [334, 22, 9], [365, 24, 9], [415, 24, 10],
];

// qrCode returns rows of modules, 1 for dark, or undefined for a text too long.
function qrCode(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const hex = (n, digits = 2) => n.toString(16).padStart(digits, "0");
  for (const [i, [room, checks, blocks]] of versions.entries()) {
    // 7.4: mode 4 is bytes; their number; 0 ends them; ec and 11 fill the rest.
    const stream = "4" + hex(bytes.length, i < 9 ? 2 : 4) + bytes.map((b) => hex(b)).join("") + "0";
    if (stream.length > 2 * room) continue;
    const data = stream.padEnd(2 * room, "ec11").match(/../g).map((pair) => parseInt(pair, 16));
    return drawCode(i + 1, interleave(data, blocks, checks));
  }
}

// times multiplies in the field of 256 elements (annex A).
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ (product >> 7) * 0x11d ^ (b >> bit & 1) * a;
  return product;
}

// interleave cuts the data into blocks and appends their check words (7.6).
function interleave(data, count, checks) {
  const divisor = Array(checks).fill(0);
  divisor[checks - 1] = 1;
  for (let i = 0, root = 1; i < checks; i++, root = times(root, 2)) {
    divisor.forEach((d, j) => { divisor[j] = times(d, root) ^ divisor[j + 1]; });
  }
  const blocks = [], remainders = [];
  for (let i = 0, at = 0; i < count; i++) {
    const block = data.slice(at, at += Math.floor((data.length + i) / count));
    const rest = Array(checks).fill(0);
    for (const word of block) {
      const factor = word ^ rest.shift();
      rest.push(0);
      divisor.forEach((d, j) => { rest[j] ^= times(d, factor); });
    }
    blocks.push(block);
    remainders.push(rest);
  }
  return [blocks, remainders].flatMap((lists) =>
    lists[count - 1].flatMap((_, i) => lists.map((list) => list[i]))).filter((word) => word !== undefined);
}

function drawCode(version, code) {
  const size = 17 + 4 * version, last = size - 7;
  const rows = Array.from({ length: size }, () => Array(size));
  const square = (x0, y0, reach, light) => {
    for (let y = y0 - reach; y <= y0 + reach; y++) {
      for (let x = x0 - reach; x <= x0 + reach; x++) {
        if (rows[y] && x >= 0 && x < size) rows[y][x] = +!light.includes(Math.max(Math.abs(x - x0), Math.abs(y - y0)));
      }
    }
  };
  for (let i = 0; i < size; i++) rows[6][i] = rows[i][6] = 1 - i % 2;
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, [2, 4]);
  const gaps = Math.floor(version / 7) + 1, gap = Math.ceil((size - 13) / gaps / 2) * 2;
  const places = [6];
  for (let i = version > 1 ? gaps : 0; i > 0; i--) places.push(last - (i - 1) * gap);
  for (const x of places) {
    for (const y of places) {
      const finder = Math.min(x, y) === 6 && [6, last].includes(Math.max(x, y));
      if (!finder) square(x, y, 2, [1]);
    }
  }
  if (version > 6) { // 7.10: the version, with the remainder of a division (annex D)
    let rest = version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ (rest >> 11) * 0x1f25;
    for (let i = 0; i < 18; i++) {
      const a = size - 11 + i % 3, b = Math.floor(i / 3);
      rows[a][b] = rows[b][a] = (version << 12 | rest) >> i & 1;
    }
  }
  for (let i = 0; i < 15; i++) { // 7.9: level M, mask 0
    const bit = 0x5412 >> i & 1;
    rows[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit;
    rows[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = bit;
  }
  rows[size - 8][8] = 1;

  let at = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5; // 7.7.3: the timing pattern's column is passed over
    const upward = (right + 1) % 4 < 2;
    for (let i = 0; i < size; i++) {
      const y = upward ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (rows[y][x] === undefined) {
          rows[y][x] = (code[at >> 3] >> (7 - at % 8) & 1) ^ (x + y + 1) % 2;
          at++;
        }
      }
    }
  }
  return rows;
}

// qrDrawing draws a code with its four quiet modules.
function qrDrawing(rows) {
  const path = rows.map((row, y) => row.join("").replace(/0+|1+/g, (run, x) => +run ? `M${x} ${y}h${run.length}v1h-${run.length}z` : "")).join("");
  const side = rows.length + 8;
  return drawing(`-4 -4 ${side} ${side}`, path, { "shape-rendering": "crispEdges" });
}
