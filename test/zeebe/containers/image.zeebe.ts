import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { steadyPort } from '../../support/steady-port.js';
import { type RunningServer, startRunningServer } from '../../support/running-server.js';
import { StandalonePostgres } from '../../support/standalone-postgres.js';
import { environmentOf, readComposeFile } from './compose-file.js';
import { readDockerfile, type Stage } from './dockerfile.js';

/** No engine for containers runs where this runs: what the Dockerfile says is done by hand, line by line. */
describe('Dockerfile and the service app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dsc-image-'));
  const [build, image] = readDockerfile() as [Stage, Stage];
  let postgres: StandalonePostgres;
  let server: RunningServer | undefined;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    postgres = await StandalonePostgres.start();
  });

  afterAll(async () => {
    await server?.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('should build from what git knows, without what .dockerignore names', () => {
    const context = join(folder, 'context');
    const ignored = new Set(readFileSync('.dockerignore', 'utf8').trim().split('\n'));
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      encoding: 'utf8',
    });
    for (const file of files.split('\0').filter((name) => name !== '' && !ignored.has(name.split('/')[0] ?? ''))) {
      mkdirSync(join(context, dirname(file)), { recursive: true });
      cpSync(file, join(context, file));
    }
    const stage = join(folder, build.name);
    mkdirSync(stage);
    // Lines of Dockerfiles alternate: what is copied is there before the next command needs it.
    const [manifest, everything] = build.copy;
    const [install, compile] = build.run;
    copy(context, stage, manifest?.paths ?? []);
    shell(install, stage);
    copy(context, stage, everything?.paths ?? []);
    shell(compile, stage);
    expect(build.run).toHaveLength(2);
  });

  it('should take from it only what it needs to run', () => {
    const target = join(folder, 'image');
    mkdirSync(target);
    for (const { from, paths } of image.copy) {
      expect(from).toBe(build.name);
      copy(
        join(folder, build.name),
        target,
        paths.map((path) => path.replace(/^\/app\//, '')),
      );
    }
    expect(() => readFileSync(join(target, 'node_modules', 'jest', 'package.json'))).toThrow('ENOENT');
  });

  it('should wait for a database that answers', () => {
    const [kind, command = ''] = readComposeFile().services['database']?.healthcheck?.test ?? [];
    expect(kind).toBe('CMD-SHELL');
    const ask = (port: string) =>
      spawnSync('sh', ['-c', command], { env: { ...process.env, PGHOST: '127.0.0.1', PGPORT: port } }).status;
    expect(ask(new URL(postgres.url).port)).toBe(0);
    expect(ask('1')).not.toBe(0);
  });

  it('should start as the service app does, on a PostgreSQL beside it, and pass its health check', async () => {
    const [program, ...args] = image.command ?? [];
    expect(program).toBe('node');
    const port = String(await steadyPort());
    const app = environmentOf(readComposeFile().services['app'] ?? {});
    server = await startRunningServer(
      { ...image.environment, ...app, DATABASE_URL: postgres.url, PORT: port, HOST: '127.0.0.1' },
      join(folder, 'data'),
      [process.execPath, args],
      join(folder, 'image'),
    );
    expect(checkHealth(port)).toBe(0);
    expect((await fetch(`${server.url}/`)).status).toBe(200);
    await server.stop({ keepData: true });
    server = undefined;
    expect(checkHealth(port)).not.toBe(0);
  });

  /** The command of HEALTHCHECK; the port is the container's own there, and a free one here. */
  function checkHealth(port: string): number | null {
    const [, program = '', ...args] = ['', ...(image.healthcheck ?? [])];
    expect(program).toBe('node');
    return spawnSync(
      process.execPath,
      args.map((text) => text.replace(':3000/', `:${port}/`)),
    ).status;
  }

  function shell(command: string | undefined, cwd: string): void {
    const done = spawnSync('sh', ['-c', command ?? 'false'], { cwd, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${command} failed:\n${done.stdout}${done.stderr}`);
  }

  /** `COPY source… target`; the target is the working folder or a place in it. */
  function copy(from: string, to: string, paths: string[]): void {
    const target = paths.at(-1) ?? '.';
    for (const path of paths.slice(0, -1)) {
      const into = path === '.' || target !== './' ? join(to, target) : join(to, basename(path));
      cpSync(join(from, path), into, { recursive: true, verbatimSymlinks: true });
    }
  }
});
