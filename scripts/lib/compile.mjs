// The three parts of the build: server (swc), islands of portal and desk (esbuild), studio (vite).
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { onceFor } from './stamp.mjs';

const LOCK = 'package-lock.json';

function run(root, script, args) {
  const result = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const swc = (root, source, target, extra = []) =>
  run(root, 'node_modules/@swc/cli/bin/swc.js', [
    source,
    '-d',
    target,
    '--strip-leading-paths',
    '--copy-files',
    '-q',
    '--ignore',
    '**/*.spec.ts',
    '--ignore',
    '**/*.spec.tsx',
    ...extra,
  ]);

export const buildServer = (root) =>
  onceFor(root, 'server', ['src', '.swcrc', LOCK], () => {
    // swc never deletes: a file that is gone in src must be gone in dist.
    for (const name of ['server']) rmSync(join(root, 'dist', name), { recursive: true, force: true });
    swc(root, 'src', 'dist/server');
  });

export const buildMunicipalSystems = (root) =>
  onceFor(root, 'municipal-systems', ['test/municipal-systems', '.swcrc', LOCK], () => {
    rmSync(join(root, 'dist', 'municipal-systems'), { recursive: true, force: true });
    if (existsSync(join(root, 'test/municipal-systems'))) swc(root, 'test/municipal-systems', 'dist', []);
  });

export const buildIslands = (root) =>
  onceFor(
    root,
    'islands',
    ['src/web', 'src/form', 'src/calendar', 'src/texts', 'scripts/lib/compile.mjs', LOCK],
    async () => {
      const { build } = await import('esbuild');
      const out = join(root, 'dist', 'web');
      rmSync(out, { recursive: true, force: true });
      mkdirSync(out, { recursive: true });
      const entries = {
        form: 'src/web/islands/form.tsx',
        diagram: 'src/web/islands/diagram.ts',
        desk: 'src/web/islands/desk.ts',
        status: 'src/web/islands/status.ts',
        site: 'src/web/styles/site.css',
      };
      const { metafile } = await build({
        absWorkingDir: root,
        entryPoints: Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(root, path)))),
        entryNames: '[name]-[hash]',
        chunkNames: 'part-[hash]',
        metafile: true,
        outdir: out,
        bundle: true,
        minify: true,
        sourcemap: false,
        format: 'esm',
        target: 'es2022',
        jsx: 'automatic',
        jsxImportSource: 'preact',
        // One Preact for form-js and our own fields: two copies would not share their hooks.
        // Dates use the browser's own picker, so flatpickr stays out.
        alias: {
          react: 'preact/compat',
          'react-dom': 'preact/compat',
          flatpickr: join(root, 'src/web/islands/form-host/no-date-picker.ts'),
        },
        loader: { '.woff2': 'file', '.woff': 'file', '.svg': 'file' },
        assetNames: '[name]-[hash]',
        logLevel: 'error',
      });
      writeManifest(out, metafile);
      const crests = join(root, 'src', 'web', 'images');
      if (existsSync(crests)) cpSync(crests, join(out, 'images'), { recursive: true });
    },
  );

/** Which hashed file holds what: `form.js` -> `form-4J2K7QAB.js`; pages look their assets up in it. */
function writeManifest(out, { outputs }) {
  const names = {};
  for (const [path, { entryPoint, cssBundle }] of Object.entries(outputs)) {
    if (!entryPoint) continue;
    const name = basename(path).replace(/-[A-Z0-9]{8}(?=\.\w+$)/, '');
    names[name] = basename(path);
    if (cssBundle) names[`${basename(name, extname(name))}.css`] = basename(cssBundle);
  }
  writeFileSync(join(out, 'manifest.json'), JSON.stringify(names, null, 2));
}

export const buildStudio = (root) =>
  onceFor(root, 'studio', ['modeler', 'src/texts/de/studio.ts', LOCK], () => {
    if (!existsSync(join(root, 'modeler', 'vite.config.ts'))) return;
    run(root, 'node_modules/vite/bin/vite.js', ['build', '--config', 'modeler/vite.config.ts', '--logLevel', 'error']);
  });

export async function buildAll(root) {
  await buildServer(root);
  await buildMunicipalSystems(root);
  await buildIslands(root);
  await buildStudio(root);
}
