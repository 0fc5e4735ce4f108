import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { steadyPort } from '../../support/steady-port.js';
import { until } from '../../support/until.js';

/** Somewhere that answers with its name, and with 401 to strangers on the port for records. */
async function answering(name: string, status = 200): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    response.writeHead(status, { 'x-forwarded': String(request.headers['x-forwarded-for'] ?? '') });
    response.end(name);
  });
  const port = await steadyPort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, port };
}

describe('deploy/haproxy.cfg', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dsc-proxy-'));
  const servers = new Map<string, { server: Server; port: number }>();
  let proxy: ChildProcess;
  let pages = '';
  let records = '';

  beforeAll(async () => {
    for (const app of ['app-1', 'app-2']) {
      servers.set(`${app}:3000`, await answering(app));
      servers.set(`${app}:9301`, await answering(app, 401));
    }
    const [pagesPort, recordsPort] = [await steadyPort(), await steadyPort()];
    pages = `http://127.0.0.1:${pagesPort}`;
    records = `http://127.0.0.1:${recordsPort}`;
    // Names and ports of containers become ports of loopback, nothing else changes.
    const text = readFileSync('deploy/haproxy.cfg', 'utf8')
      .replace(/(app-\d:\d+)$/gm, (name) => `127.0.0.1:${servers.get(name)?.port}`)
      .replace('bind :3000', `bind 127.0.0.1:${pagesPort}`)
      .replace('bind :9301', `bind 127.0.0.1:${recordsPort}`);
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, text);
    const checked = spawnSync('haproxy', ['-c', '-f', file], { encoding: 'utf8' });
    expect(`${checked.stdout}${checked.stderr}`).toContain('Configuration file is valid');
    proxy = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' });
    await until(async () => (await fetch(pages).catch(() => undefined))?.status === 200);
  });

  afterAll(async () => {
    const ended = once(proxy, 'exit');
    proxy.kill('SIGTERM');
    await ended;
    for (const { server } of servers.values()) server.close();
    rmSync(folder, { recursive: true });
  });

  const ask = async (url: string) => {
    const answer = await fetch(url);
    return { name: await answer.text(), status: answer.status, client: answer.headers.get('x-forwarded') };
  };

  it('should serve pages and take records from both apps, and say who asks', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(pages)));
    expect(new Set(answers.map(({ name }) => name))).toEqual(new Set(['app-1', 'app-2']));
    expect(answers[0]).toMatchObject({ status: 200, client: '127.0.0.1' });
    expect(await ask(records)).toMatchObject({ status: 401 });
  });

  it('should go on with one app when the other has gone', async () => {
    for (const port of ['3000', '9301']) {
      const { server } = servers.get(`app-1:${port}`) ?? {};
      server?.closeAllConnections();
      server?.close();
    }
    for (let request = 0; request < 20; request += 1) {
      expect(await ask(pages)).toMatchObject({ name: 'app-2', status: 200 });
      expect(await ask(records)).toMatchObject({ name: 'app-2', status: 401 });
    }
  });
});
