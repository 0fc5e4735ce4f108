import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { type RunningServer, newDataDir, startRunningServer } from '../support/running-server.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** Runs the product until it ends by itself; for starts that must fail. */
const tryToStart = (environment: Record<string, string>): { status: number | null; text: string } => {
  const dataDir = newDataDir();
  const run = spawnSync(process.execPath, [join(ROOT, 'dist', 'server', 'main.js')], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', GRPC_PORT: '0', ZEEBE_REST_PORT: '0', DATA_DIR: dataDir, ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  });
  rmSync(dataDir, { recursive: true, force: true });
  return { status: run.status, text: (run.stdout + run.stderr).trim() };
};

/** Processes whose command line names the text; only Linux tells. */
const processesNaming = (text: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);

const gone = async (pid: number): Promise<boolean> => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    if (existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return true;
    await new Promise((resolveLater) => setTimeout(resolveLater, 100));
  }
  return false;
};

describe('starting and stopping', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startRunningServer();
  }, 60_000);

  afterAll(() => server.stop());

  const json = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(server.url + path);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('should answer for its health', async () => {
    expect(await json('/health/live')).toEqual({ status: 200, body: { status: 'ok' } });
    const ready = await json('/health/ready');
    expect(ready).toMatchObject({
      status: 200,
      body: { status: 'ok', database: 'ok', migrations: 'ok', workers: 'running', engine: { ready: true } },
    });
  });

  it('should show its numbers on loopback, and not to who comes through a proxy', async () => {
    const numbers = await fetch(`${server.url}/metrics`);
    expect(numbers.headers.get('content-type')).toContain('text/plain');
    expect(await numbers.text()).toMatch(/dsc_engine_ready 1/);
    const forwarded = await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect(forwarded.status).toBe(403);
  });

  it.each(['/gemeinde/%00', '/gemeinde/bitsch/%00', '/%', '/%E0%A4%A'])(
    'should answer %s with a page that says what to do',
    async (path) => {
      const answer = await fetch(server.url + path);
      expect([answer.status, await answer.text()]).toEqual([
        400,
        expect.stringContaining('Diese Angaben können wir nicht lesen'),
      ]);
    },
  );

  it('should be marked as a demo on every page', async () => {
    expect(await (await fetch(server.url)).text()).toContain('Alle Daten sind erfunden');
    expect(server.output()).toContain('DEMO MODE');
  });

  it('should start without a warning of its own', () => {
    expect(server.output()).not.toMatch(/warning/i);
  });

  it('should refuse a second server on the same data folder and leave the first alone', async () => {
    const { status, text } = tryToStart({ DATA_DIR: server.dataDir });
    expect(status).toBe(1);
    expect(text).toContain('is in use by the running server');
    expect((await json('/health/ready')).status).toBe(200);
  });

  it('should recover by itself after kill -9 and keep what was stored', async () => {
    const before = await (await fetch(`${server.url}/demo`)).text();
    expect(before).toContain('kanzlei@musterdorf.example');
    const exited = once(server.process, 'exit');
    server.process.kill('SIGKILL');
    await exited;
    const started = Date.now();
    server = await startRunningServer({}, server.dataDir);
    expect(Date.now() - started).toBeLessThan(25_000);
    expect((await json('/health/ready')).status).toBe(200);
    // Nothing was seeded a second time.
    const page = await (await fetch(`${server.url}/gemeinde/bitsch`)).text();
    expect(page.match(/href="\/gemeinde\/bitsch\/zuzug"/g)).toHaveLength(1);
  }, 60_000);

  it('should stop everything on Ctrl-C, the database included', async () => {
    const postmaster = Number(/^\d+/.exec(readFileSync(findPostmaster(server.dataDir), 'utf8'))?.[0]);
    const systems = processesNaming('municipal-systems').length;
    await server.stop({ keepData: true });
    expect(await gone(postmaster)).toBe(true);
    expect(processesNaming('municipal-systems').length).toBeLessThan(Math.max(1, systems));
    server = await startRunningServer({}, server.dataDir);
  }, 60_000);
});

describe('npm start that is ended by a signal to npm alone', () => {
  it('should stop everything, though npm tells nobody', async () => {
    const asNpmDoes: [string, string[]] = ['sh', ['-c', `"${process.execPath}" scripts/start.mjs; true`]];
    const server = await startRunningServer({ npm_lifecycle_event: 'start' }, newDataDir(), asNpmDoes);
    const postmaster = Number(/^\d+/.exec(readFileSync(findPostmaster(server.dataDir), 'utf8'))?.[0]);
    server.process.kill('SIGTERM');
    expect(await gone(postmaster)).toBe(true);
    await server.stop();
  }, 60_000);
});

/** As root the cluster may lie elsewhere; its pid file names the folder. */
function findPostmaster(dataDir: string): string {
  const here = join(dataDir, 'pg18', 'postmaster.pid');
  if (existsSync(here)) return here;
  const base = '/var/lib/digital-service-center';
  const found = readdirSync(base)
    .map((name) => join(base, name, 'pg18', 'postmaster.pid'))
    .find((file) => existsSync(file));
  if (!found) throw new Error('There is no running PostgreSQL.');
  return found;
}

describe('a start that cannot succeed', () => {
  it.each([
    [{ PORT: 'abc' }, 'PORT is set to "abc"'],
    [{ HOST: '0.0.0.0' }, 'HOST is "0.0.0.0", but DEMO is on'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is set to "mysql://x"'],
    [{ LOG_LEVEL: 'laut' }, 'LOG_LEVEL is set to "laut"'],
    [{ PUBLIC_URL: 'ftp://x.example' }, 'PUBLIC_URL is set to "ftp://x.example"'],
    [{ SMTP_URL: 'http://me:secret@mail.example' }, 'SMTP_URL is set to "http://…@mail.example"'],
    [{ GRPC_HOST: '0.0.0.0' }, 'GRPC_HOST is "0.0.0.0": the engine is reached from other machines with TLS'],
    [{ GRPC_KEY: 'key.pem' }, 'GRPC_CERTIFICATE and GRPC_KEY belong together'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN is set to "…"'],
    [
      { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/dsc' },
      'DATABASE_URL leads to 127.0.0.1:1, where no connection',
    ],
    [{ DATA_DIR: '/etc/passwd' }, 'DATA_DIR is set to "/etc/passwd"'],
    [{ DATA_DIR: '/proc/nowhere' }, 'DATA_DIR is set to "/proc/nowhere"'],
    [{ ENGINE: 'zeebe' }, 'ZEEBE_RECORDS_PASSWORD is missing'],
    [
      { ENGINE: 'zeebe', ZEEBE_RECORDS_PASSWORD: 'short secret' },
      'ZEEBE_RECORDS_PASSWORD is set to "…", which cannot be used: at least 16 characters are expected.',
    ],
    [
      { ENGINE: 'zeebe', ZEEBE_RECORDS_PASSWORD: 'long enough a password', ZEEBE_CLIENT_ID: 'dsc' },
      'ZEEBE_TOKEN_AUDIENCE belong together, but only ZEEBE_CLIENT_ID is set.',
    ],
    [
      { ENGINE: 'zeebe', ZEEBE_RECORDS_PASSWORD: 'long enough a password', ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH: '/none' },
      'ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH is "/none", which cannot be read',
    ],
  ])('should say in one sentence what is wrong with %j', (environment, sentence) => {
    const { status, text } = tryToStart(environment);
    expect(status).toBe(1);
    expect(text).toContain(sentence);
    expect(text).not.toContain('secret');
    expect(text.split('\n')).toHaveLength(1);
  });

  it.each(['PORT', 'GRPC_PORT', 'ZEEBE_REST_PORT'])(
    'should name the %s that is taken and what to do',
    async (variable) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const port = (other.address() as { port: number }).port;
      const { status, text } = tryToStart({ [variable]: String(port) });
      other.close();
      expect(status).toBe(1);
      expect(text).toBe(
        `${variable} ${port} is taken by another program. Stop that program, or choose another port: ${variable}=${port + 1} npm start`,
      );
    },
  );
});
