// SHA-256 (FIPS 180-4) over bytes, synchronous and the same in Node and browsers: content hashes of checkpoints.

const PRIMES = firstPrimes(64);
const fraction = (x: number): number => Math.floor((x - Math.floor(x)) * 2 ** 32);
const INITIAL = PRIMES.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const CONSTANTS = Int32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)) | 0);

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes;
}

const rotate = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** Lower-case hexadecimal digest of the pieces one after the other. */
export function sha256(...pieces: readonly Uint8Array[]): string {
  const state = Int32Array.from(INITIAL, (x) => x | 0);
  const message = padded(pieces);
  const view = new DataView(message.buffer);
  const words = new Int32Array(64);
  for (let at = 0; at < message.length; at += 64) {
    for (let n = 0; n < 16; n += 1) words[n] = view.getInt32(at + 4 * n);
    mixBlock(state, words);
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function padded(pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const message = new Uint8Array(64 * Math.ceil((length + 9) / 64));
  let at = 0;
  for (const piece of pieces) {
    message.set(piece, at);
    at += piece.length;
  }
  message[length] = 0x80;
  new DataView(message.buffer).setBigUint64(message.length - 8, BigInt(length) * 8n);
  return message;
}

function mixBlock(state: Int32Array, w: Int32Array): void {
  for (let n = 16; n < 64; n += 1) {
    const [x, y] = [w[n - 15]!, w[n - 2]!];
    w[n] = w[n - 16]! + (rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)) + w[n - 7]! + (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < 64; n += 1) {
    const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[n]! + w[n]!) | 0;
    const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, n) => { state[n] = (state[n]! + value) | 0; });
}
