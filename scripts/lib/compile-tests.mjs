// Compiles sources and programs below test/ as they are, apart from dist/.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Answers the folder of the result; `folders` are below the project's root. */
export function compileTests(root, name, folders) {
  const out = join(root, '.cache', name);
  rmSync(out, { recursive: true, force: true });
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const ignore = ['--ignore', '**/*.spec.ts', '--ignore', '**/*.spec.tsx'];
  const args = [swc, 'src', ...folders, '-d', out, '-q', '--copy-files', ...ignore];
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 1);
  return out;
}
