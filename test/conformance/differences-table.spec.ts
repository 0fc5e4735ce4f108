import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Rows of the table: topic and the title of its test. */
function rows(): { topic: string; test: string }[] {
  const lines = readFileSync(join(root, 'docs/zeebe-differences.md'), 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, topic = '', , , test = '']) => ({ topic, test }));
}

const specs = ['src/engine', 'test/engine', 'test/conformance', 'test/gateway']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))))
  .filter((file) => file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(root, file), 'utf8'));

/** A title stands in quotes, whatever kind the formatter has chosen. */
const isTitle = (text: string): boolean =>
  specs.some((spec) => spec.includes(`'${text}'`) || spec.includes(`"${text}"`));

describe('docs/zeebe-differences.md', () => {
  it('should name a test for each row', () => {
    const all = rows();
    expect(all.length).toBeGreaterThan(35);
    expect(all.filter(({ test }) => test === '' || !isTitle(test))).toEqual([]);
  });

  it('should not take any text for a title', () => {
    expect(isTitle(['should do', 'what no title says'].join(' '))).toBe(false);
  });
});
