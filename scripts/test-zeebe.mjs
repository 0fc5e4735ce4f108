// `npm run test:zeebe`: what needs a real Zeebe broker. Fetches it once (Maven, 212 MB); needs Java 21 or newer.
// `npm run test:zeebe -- path` runs only the files *.zeebe.ts below that path.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { javaHome, zeebeHome } from './lib/zeebe-distribution.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);
const { buildAll } = await import('./lib/compile.mjs');
await buildAll(root);
console.log(`Zeebe: ${zeebeHome()}\nJava: ${javaHome()}`);

mkdirSync(join(root, '.cache'), { recursive: true });
const report = join(root, '.cache', 'jest-zeebe-result.json');
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--config',
    'test/zeebe/jest.config.mjs',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
process.exit(status ?? 1);
