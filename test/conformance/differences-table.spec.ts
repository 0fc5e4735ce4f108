import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zeebeDifferences } from '../support/zeebe-differences.js';

const root = resolve(import.meta.dirname, '../..');

const specs = ['src/engine', 'test/engine', 'test/conformance', 'test/gateway', 'test/contract']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))))
  .filter((file) => /\.(spec|zeebe)\.ts$|contract.scenarios.*\.ts$/.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'));

/** A title stands in quotes, whatever kind the formatter has chosen. */
const isTitle = (text: string): boolean =>
  specs.some((spec) => spec.includes(`'${text}'`) || spec.includes(`"${text}"`));

describe('docs/zeebe-differences.md', () => {
  it('should name a test for each row', () => {
    const all = zeebeDifferences();
    expect(all.length).toBeGreaterThan(35);
    expect(all.filter(({ test }) => test === '' || !isTitle(test))).toEqual([]);
  });

  it('should not take any text for a title', () => {
    expect(isTitle(['should do', 'what no title says'].join(' '))).toBe(false);
  });
});
