/** Paths of the studio: its editors write style attributes, so it alone may have inline styles. */
const STUDIO = /^\/studio(?:\/|$|\?)/;

const BASE = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-src 'self' blob:",
  // Letters are shown beside the task on the desk; nobody else may frame our pages.
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "manifest-src 'self'",
];

const STRICT = [...BASE, "style-src 'self'"].join('; ');
const STUDIO_POLICY = [...BASE, "style-src 'self' 'unsafe-inline'", "worker-src 'self' blob:"].join('; ');

/** The Content-Security-Policy for a path. No inline script anywhere, inline styles only in the studio. */
export const contentSecurityPolicy = (path: string): string => (STUDIO.test(path) ? STUDIO_POLICY : STRICT);
