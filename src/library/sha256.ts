/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const ROUND = fractions(64, (prime) => Math.cbrt(prime));

/** The same of the square roots of the first eight primes (5.3.3). */
const START = fractions(8, (prime) => Math.sqrt(prime));

/**
 * SHA-256 of UTF-8 text as 64 lower-case hex digits (FIPS 180-4), in plain JavaScript: for places without Node.
 * Half surrogates are hashed as U+FFFD, as encoders do.
 */
export function sha256(text: string): string {
  const bytes = padded(utf8(text));
  const state = Uint32Array.from(START);
  const schedule = new Uint32Array(64);
  for (let at = 0; at < bytes.length; at += 64) mix(state, bytes, at, schedule);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** One block of 64 bytes into the state (6.2.2). */
function mix(state: Uint32Array, bytes: Uint8Array, at: number, words: Uint32Array): void {
  const view = new DataView(bytes.buffer, at, 64);
  for (let round = 0; round < 16; round++) words[round] = view.getUint32(round * 4);
  for (let round = 16; round < 64; round++) {
    const near = words[round - 2] as number;
    const far = words[round - 15] as number;
    const small = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    const large = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    words[round] = (words[round - 16] as number) + small + (words[round - 7] as number) + large;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let round = 0; round < 64; round++) {
    const chosen = (e & f) ^ (~e & g);
    const first =
      h +
      (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
      chosen +
      (ROUND[round] as number) +
      (words[round] as number);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries())
    state[index] = (state[index] as number) + value;
}

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The message, a one bit, zeros, and its length in bits as 64 bits (5.1.1). */
function padded(message: number[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(bytes.length - 4, (message.length << 3) >>> 0);
  return bytes;
}

/** RFC 3629. */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const found = character.codePointAt(0) as number;
    const code = found >= 0xd800 && found <= 0xdfff ? 0xfffd : found;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
    }
  }
  return bytes;
}

function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return Uint32Array.from(primes, (prime) => (root(prime) % 1) * 0x100000000);
}
