import { Foundation1764000000000 } from './1764000000000-foundation.js';
import { Application1764000200000 } from './1764000200000-application.js';

/** Explicit list: what runs, in which order. */
export const MIGRATIONS = [Foundation1764000000000, Application1764000200000];
