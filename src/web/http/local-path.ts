/** Only paths of our own pages: `//elsewhere` and `/\elsewhere` lead away. */
export const localPath = (value: unknown, fallback: string): string =>
  typeof value === 'string' && /^\/(?![/\\])[^\s\\]{0,500}$/.test(value) ? value : fallback;
