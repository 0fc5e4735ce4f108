import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Rule → a file that breaks it, and what it imports. */
const PROBES: Record<string, [file: string, imports: string]> = {
  'engine-core-is-pure': ['src/engine/core/reads-files.ts', 'node:fs'],
  'engine-core-knows-no-framework': ['src/engine/feel/asks-the-database.ts', 'pg'],
  'engine-core-stays-inside': ['src/engine/model/asks-the-clock.ts', '../../config/clock.js'],
  'engine-knows-no-gemeinde': ['src/engine/runtime/knows-cases.ts', '../../case/case.store.js'],
  'engine-only-through-its-port': ['src/task/reaches-into-the-core.ts', '../engine/core/step.js'],
  'gateway-knows-the-port-alone': ['src/engine/gateway/reads-the-state.ts', '../core/step.js'],
  'zeebe-node-in-one-folder': ['src/engine/zeebe/asks-the-cluster.ts', 'zeebe-node'],
  'database-knows-no-feature': ['src/database/knows-forms.ts', '../form/index.js'],
  'web-knows-no-face': ['src/web/knows-the-portal.ts', '../portal/portal.module.js'],
  'portal-and-desk-are-strangers': ['src/portal/borrows-from-the-desk.ts', '../desk/desk.module.js'],
  'rooms-below-know-no-face': ['src/case/draws-pages.ts', '../web/index.js'],
  'demo-is-optional': ['src/rollout/needs-the-demo.ts', '../demo/demo-accounts.js'],
};

const REAL_FILES = [
  'src/config/clock.ts',
  'src/case/case.store.ts',
  'src/engine/core/step.ts',
  'src/form/index.ts',
  'src/portal/portal.module.ts',
  'src/desk/desk.module.ts',
  'src/web/index.ts',
  'src/demo/demo-accounts.ts',
];

describe('dependency rules', () => {
  const root = resolve(import.meta.dirname, '../..');
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dsc-rules-'));
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    for (const file of REAL_FILES) write(file, 'export const x = 1;\n');
    for (const [file, imports] of Object.values(PROBES))
      write(file, `import * as probe from '${imports}';\nexport { probe };\n`);
    write('src/audit/first.ts', `import { b } from './second.js';\nexport const a = b;\n`);
    write('src/audit/second.ts', `import { a } from './first.js';\nexport const b = a;\n`);
    write('src/audit/behaves.ts', `import { x } from '../config/clock.js';\nexport const y = x;\n`);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const check = (cwd: string): { status: number | null; text: string } => {
    const script = join(root, 'scripts', 'dependency-rules.mjs');
    const run = spawnSync(process.execPath, [script], { cwd, encoding: 'utf8' });
    return { status: run.status, text: run.stdout + run.stderr };
  };

  it('should each fail on a file that breaks it, and on no other', async () => {
    const { status, text } = check(folder);
    expect(status).toBe(1);
    for (const [rule, [file]] of Object.entries(PROBES)) expect(text).toContain(`${rule}: ${file}`);
    expect(text).toContain('no-circles: src/audit/');
    expect(text).not.toContain('behaves.ts');
    const { default: config } = (await import(pathToFileURL(join(root, '.dependency-cruiser.mjs')).href)) as {
      default: { forbidden: { name: string }[] };
    };
    expect(config.forbidden.map(({ name }) => name).sort()).toEqual([...Object.keys(PROBES), 'no-circles'].sort());
  });
});
