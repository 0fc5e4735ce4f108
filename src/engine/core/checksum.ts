/** SHA-256 in plain code (FIPS 180-4): the engine's core also runs in browsers and has no crypto module. */

const ROUND_CONSTANTS = rootBits(64, 3);
const START = rootBits(8, 2);

/** The first 32 bits of the fractional parts of the roots of the first primes. */
function rootBits(count: number, root: 2 | 3): Uint32Array {
  const bits = new Uint32Array(count);
  let found = 0;
  for (let candidate = 2; found < count; candidate += 1) {
    if (!isPrime(candidate)) continue;
    const value = root === 2 ? Math.sqrt(candidate) : Math.cbrt(candidate);
    bits[found] = Math.floor((value - Math.floor(value)) * 2 ** 32);
    found += 1;
  }
  return bits;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (words: Uint32Array, index: number): number => words[index] as number;

/** Checksum of a text (UTF-8) as 64 hexadecimal digits. */
export function checksumOf(text: string): string {
  const blocks = padded(new TextEncoder().encode(text));
  const hash = START.slice();
  const words = new Uint32Array(64);
  for (let offset = 0; offset < blocks.byteLength; offset += 64) digestBlock(hash, words, blocks, offset);
  return [...hash].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** The message, a one bit, zeros, and the length in bits: a multiple of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const blocks = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(blocks.length - 4, (bytes.length * 8) >>> 0);
  return view;
}

function digestBlock(hash: Uint32Array, words: Uint32Array, blocks: DataView, offset: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = blocks.getUint32(offset + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const early = at(words, i - 15);
    const late = at(words, i - 2);
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[i] = at(words, i - 16) + sigma0 + at(words, i - 7) + sigma1;
  }
  const state = hash.slice();
  for (let i = 0; i < 64; i += 1) round(state, at(words, i) + at(ROUND_CONSTANTS, i));
  for (let i = 0; i < 8; i += 1) hash[i] = at(hash, i) + at(state, i);
}

function round(state: Uint32Array, input: number): void {
  const [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
  const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
  const first = h + sum1 + ((e & f) ^ (~e & g)) + input;
  const second = sum0 + ((a & b) ^ (a & c) ^ (b & c));
  state.set([first + second, a, b, c, d + first, e, f, g]);
}
