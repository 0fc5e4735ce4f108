// npm leaves optional packages of foreign platforms out of the lock when the registry does not offer them, and `npm ci`
// then calls the lock out of sync. This adds an entry for each missing name and removes registry addresses.
// Run it after every `npm install` that changed the lock.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
let added = 0;

for (const [path, entry] of Object.entries(lock.packages)) {
  delete entry.resolved;
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[top] || !/^\d+\.\d+\.\d+/.test(range)) continue;
    const [, os, cpu] =
      /-(darwin|linux|win32|freebsd|openbsd|netbsd|android|sunos|aix|openharmony|wasm32)(?:-([a-z0-9]+))?/.exec(name) ??
      [];
    lock.packages[top] = {
      version: range,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os && os !== 'wasm32' ? { os: [os] } : {}),
      ...(cpu ? { cpu: [cpu] } : os === 'wasm32' || name.includes('wasm32') ? { cpu: ['wasm32'] } : {}),
    };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added to package-lock.json`);
