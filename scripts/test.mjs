// All tests, in the order in which a fault is cheapest to find: build, formatter and linter, types, then jest.
// `npm test -- path` runs only the specs below that path.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);
const { buildAll } = await import('./lib/compile.mjs');
await buildAll(root);

const only = process.argv.slice(2);
const node = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
const fail = (step) => {
  console.error(`\n${step} failed.`);
  process.exit(1);
};

if (only.length === 0) {
  if (node(['scripts/lint.mjs']) !== 0) fail('Lint');
  for (const project of ['tsconfig.json', 'modeler/tsconfig.json']) {
    if (existsSync(join(root, project)) && node(['node_modules/typescript/bin/tsc', '--noEmit', '-p', project]) !== 0)
      fail('Type check');
  }
}

mkdirSync(join(root, '.cache'), { recursive: true });
const report = join(root, '.cache', 'jest-result.json');
const status = node([
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  '--json',
  `--outputFile=${report}`,
  ...only,
]);
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
process.exit(status);
