import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { buildingApplication } from '../support/building-application.js';
import { signInByPost, submitByPost } from '../support/citizen.js';
import { newDataDir, type RunningServer, startRunningServer } from '../support/running-server.js';
import { waitForTask } from '../support/staff.js';
import { StandalonePostgres } from '../support/standalone-postgres.js';

describe('engine:move while the product runs', () => {
  const dataDir = newDataDir();
  let postgres: StandalonePostgres;
  let server: RunningServer;

  beforeAll(async () => {
    postgres = await StandalonePostgres.start();
    server = await startRunningServer({ DATABASE_URL: postgres.url }, dataDir);
  }, 90_000);

  afterAll(async () => {
    await server.stop({ keepData: true });
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 30_000);

  async function move(...words: string[]): Promise<{ code: number; text: string }> {
    const env = {
      ...process.env,
      DATABASE_URL: postgres.url,
      DATA_DIR: dataDir,
      ZEEBE_RECORDS_PASSWORD: 'x'.repeat(16),
    };
    const script = `import('./dist/server/server/move/move-engine.js').then(async (m) => process.exit(await m.moveEngine(${JSON.stringify(words)})))`;
    const child = spawn(process.execPath, ['-e', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    return { code, text };
  }

  it('should list the cases, and refuse to move them under people who work on them', async () => {
    const data = buildingApplication() as unknown as Record<string, unknown>;
    await submitByPost(server.url, 'bitsch', 'baugesuch', data);
    const staff = await signInByPost(server.url, 'kanzlei@bitsch.example', DEMO_PASSWORD);
    await waitForTask(server.url, staff, 'Formelle Prüfung durchführen');
    const list = await move('--to', 'zeebe');
    expect(list.text).toContain('Bitsch  baugesuch 1.0.0  at «Formelle Prüfung durchführen»  –  can move');
    expect(list.text).toContain('1 running: 1 can move (0 with something to know), 0 cannot.');
    expect(list.code).toBe(0);
    const refused = await move('--to', 'zeebe', '--apply');
    expect(refused.text.trim()).toBe(
      'A process of the product is connected to the database. Stop the product everywhere; cases cannot be moved under people who work on them.',
    );
    expect(refused.code).toBe(1);
  }, 60_000);
});
