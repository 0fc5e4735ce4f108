import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { environmentSchema } from '../../src/config/environment.js';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

describe('README', () => {
  it('should list every environment variable with its meaning', () => {
    const missing = Object.entries(environmentSchema.shape)
      .filter(([name, schema]) => !readme.includes(`| \`${name}\` |`) || !readme.includes(schema.description ?? name))
      .map(([name]) => name);
    expect(missing).toEqual([]);
  });

  it('should name only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});
