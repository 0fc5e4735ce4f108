import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = resolve(import.meta.dirname, '../../dist');
const manifest = JSON.parse(readFileSync(join(dist, 'web', 'manifest.json'), 'utf8')) as Record<string, string>;
const kilobytes = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length / 1024;
const island = (name: string): number => kilobytes(join(dist, 'web', manifest[name] ?? name));

/** What people load besides HTML and styles, gzip. Pages of the portal without a form load no script at all (test/portal). */
describe('script sizes', () => {
  it('should keep the e-form within 170 KB', () => {
    expect(island('form.js')).toBeLessThanOrEqual(170);
  });

  it('should keep the case page of the desk within 80 KB', () => {
    expect(island('desk.js') + island('diagram.js')).toBeLessThanOrEqual(80);
  });

  it('should keep the studio within 700 KB', () => {
    const assets = join(dist, 'modeler', 'assets');
    const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.reduce((sum, name) => sum + kilobytes(join(assets, name)), 0)).toBeLessThanOrEqual(700);
  });
});
