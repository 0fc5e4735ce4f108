import { Foundation1764000000000 } from './1764000000000-foundation.js';

/** Explicit list: what runs, in which order. */
export const MIGRATIONS = [Foundation1764000000000];
