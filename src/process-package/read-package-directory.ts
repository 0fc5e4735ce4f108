import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_LIMITS, type PackageFiles } from './package-files.js';

/** Reads a package from disk. Hidden files and symbolic links are left out; sizes are checked before reading. */
export async function readPackageDirectory(directory: string): Promise<PackageFiles> {
  const files = new Map<string, string>();
  await readInto(directory, '', files);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names of the packages below `directory`: the folders with a manifest. */
export async function listPackageDirectories(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const manifest = await stat(join(directory, entry.name, 'manifest.yaml')).catch(() => null);
    if (manifest?.isFile() === true) names.push(entry.name);
  }
  return names.sort();
}

async function readInto(root: string, prefix: string, files: Map<string, string>): Promise<void> {
  for (const entry of await readdir(join(root, prefix), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) await readInto(root, path, files);
    if (!entry.isFile()) continue;
    const { size } = await stat(join(root, path));
    if (size > PACKAGE_LIMITS.fileBytes) throw new Error(`${path} is larger than ${PACKAGE_LIMITS.fileBytes} bytes`);
    if (files.size >= PACKAGE_LIMITS.files) throw new Error(`${root} holds more than ${PACKAGE_LIMITS.files} files`);
    files.set(path, await readFile(join(root, path), 'utf8'));
  }
}
