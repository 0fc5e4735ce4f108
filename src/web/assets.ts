import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CANDIDATES = ['../../web', '../../dist/web'];

/** Folder of the built styles and islands, seen from the build or from the sources (tests). */
export function findWebRoot(): string {
  const found = CANDIDATES.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) =>
    existsSync(join(path, 'manifest.json')),
  );
  return found ?? fileURLToPath(new URL('../../dist/web', import.meta.url));
}

let manifest: Record<string, string> | undefined;

function readManifest(): Record<string, string> {
  const file = join(findWebRoot(), 'manifest.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}

/**
 * Address of a built file by its plain name: `site.css` becomes `/assets/site-4J2K7Q.css`. The hash is part of the name,
 * so browsers may keep it for ever. Without a build (unit tests) the plain name stands.
 */
export function assetUrl(name: string): string {
  manifest ??= readManifest();
  return `/assets/${manifest[name] ?? name}`;
}
