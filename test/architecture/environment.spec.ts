import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../src');

function* filesBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else if (/\.tsx?$/.test(name) && !/\.spec\.tsx?$/.test(name)) yield path;
  }
}

describe('sources', () => {
  it('should read the environment in one file only', () => {
    const readers = [...filesBelow(root)].filter((file) => readFileSync(file, 'utf8').includes('process.env'));
    expect(readers.map((file) => relative(root, file))).toEqual([join('config', 'environment.ts')]);
  });

  it('should spell German the Swiss way', () => {
    const offenders = [...filesBelow(root)].filter((file) => readFileSync(file, 'utf8').includes('ß'));
    expect(offenders).toEqual([]);
  });
});
