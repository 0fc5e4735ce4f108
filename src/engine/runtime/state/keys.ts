import type { Key } from '../../engine.js';

/** Keys are stored as distance from Zeebe's first key of partition 1: ten digits less in every record. */
const BASE = 2251799813685248;

/** Zero and negative numbers mean "none" and stay as they are. */
export const pack = (key: number): number => (key > 0 ? key - BASE : key);
export const unpack = (packed: number): number => (packed > 0 ? packed + BASE : packed);

const KEY = /^[0-9]{1,16}$/;

/** The number of a key that came from outside; 0, which no key is, when it is none of this engine's. */
export function keyNumber(key: Key): number {
  if (!KEY.test(key)) return 0;
  const number = Number(key);
  return Number.isSafeInteger(number) ? number : 0;
}
