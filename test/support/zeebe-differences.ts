import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = resolve(import.meta.dirname, '../../docs/zeebe-differences.md');

/** Rows of docs/zeebe-differences.md: the topic and the title of the test that shows it. */
export function zeebeDifferences(): { topic: string; test: string }[] {
  const lines = readFileSync(FILE, 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('|') && !/^\|(-| Topic )/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, topic = '', , , test = '']) => ({ topic, test }));
}
