import type { Files } from '../api/types.js';

/** The files that differ from what the server has: only these are anybody's own work. */
export const changedFiles = (files: Files, saved: Files): Files =>
  Object.fromEntries(Object.entries(files).filter(([path, content]) => content !== saved[path]));
