// Formatter, linter and dependency rules; each rule has a probe that proves it can fail (test/architecture).
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const fix = process.argv.includes('--fix');

const steps = [
  [
    'prettier',
    [
      'node_modules/prettier/bin/prettier.cjs',
      fix ? '--write' : '--check',
      '--log-level',
      'warn',
      'src',
      'modeler',
      'test',
      'scripts',
      'examples/*.ts',
      'processes/**/*.ts',
    ],
  ],
  [
    'oxlint',
    [
      'node_modules/oxlint/bin/oxlint',
      '--deny-warnings',
      ...(fix ? ['--fix'] : []),
      'src',
      'modeler',
      'test',
      'scripts',
      'examples/*.ts',
    ],
  ],
  ['dependency rules', ['scripts/dependency-rules.mjs']],
];

for (const [name, args] of steps) {
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (run.status !== 0) {
    console.error(`${name}: not clean${fix ? '' : ' (npm run lint -- --fix repairs what can be repaired by itself)'}`);
    process.exit(run.status ?? 1);
  }
}
