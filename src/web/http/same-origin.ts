import type { IncomingHttpHeaders } from 'node:http';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from our own pages. Browsers say so in Sec-Fetch-Site, older ones in
 * Origin; a client that sends neither is no browser and carries no cookies of a victim.
 */
export function isOwnRequest(method: string, headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  if (SAFE.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  return origins.includes(origin) || (headers.host !== undefined && originHost(origin) === headers.host);
}

function originHost(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
