import type { Key } from '../../engine.js';

/** Keys are stored as distance from Zeebe's first key of partition 1: ten digits less in every record. */
const BASE = 2251799813685248;

/**
 * Zero and -1 mean "none" and stay as they are. Of an engine whose keys lie before that first key (move/rekey.store.ts) the
 * distances are negative, and far from -1.
 */
export const pack = (key: number): number => (key > 0 ? key - BASE : key);
export const unpack = (packed: number): number => (packed > 0 || packed < -1 ? packed + BASE : packed);

const KEY = /^[0-9]{1,16}$/;

/** The number of a key that came from outside; 0, which no key is, when it is none of this engine's. */
export function keyNumber(key: Key): number {
  if (!KEY.test(key)) return 0;
  const number = Number(key);
  return Number.isSafeInteger(number) ? number : 0;
}
