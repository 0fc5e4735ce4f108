// "Has anything below these folders changed since the last build?", answered by size and time of every file.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function walk(path, hash) {
  const stat = statSync(path);
  if (stat.isDirectory()) {
    for (const name of readdirSync(path).sort()) if (name !== 'node_modules') walk(join(path, name), hash);
  } else hash.update(`${path}:${stat.size}:${stat.mtimeMs}\n`);
}

/** Runs `build` unless its sources are as they were when its stamp was written. */
export async function onceFor(root, name, sources, build) {
  const hash = createHash('sha256');
  for (const source of sources) if (existsSync(join(root, source))) walk(join(root, source), hash);
  const digest = hash.digest('hex');
  const stamp = join(root, '.cache', `build-${name}`);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest && existsSync(join(root, 'dist'))) return false;
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}
