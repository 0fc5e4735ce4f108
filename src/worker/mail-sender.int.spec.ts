import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { FIXTURE_CASE, insertCaseFixture } from '../../test/support/case-fixture.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { listMails, queueMail } from './mail-outbox.store.js';
import { demoMailbox, smtpPost } from './mail-post.js';
import { MailSender } from './mail-sender.js';
import { testPool } from '../../test/support/test-pool.js';

describe('MailSender', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let tenants: TenantDatabase;
  let now = Date.UTC(2026, 10, 24, 12);
  const received: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });

  beforeAll(async () => {
    database = await createTestDatabase();
    await insertCaseFixture(database.administratorUrl);
    pool = testPool(database.appUrl, 2);
    tenants = new TenantDatabase(pool);
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
    await pool.end();
    await database.drop();
  });

  const sender = (port: number) =>
    new MailSender(tenants, { now: () => now }, smtpPost(`smtp://127.0.0.1:${port}`, 'DSC <no-reply@dsc.example>'));
  const queue = (key: string) =>
    tenants.withTenant('9990', (tx) =>
      queueMail(tx, {
        tenantId: '9990',
        caseId: FIXTURE_CASE,
        recipient: { name: 'Zoë Müller', email: 'zoe@example.ch' },
        subject: `Gebührenrechnung ${key}`,
        body: 'Guten Tag',
        attachments: [],
        now,
        idempotencyKey: key,
      }),
    );
  const mail = async (key: string) =>
    (await tenants.withTenant('9990', (tx) => listMails(tx, 10))).find((row) => row.subject.endsWith(key));

  it('should send what waits once, marked as automatic', async () => {
    const post = sender((smtp.server.address() as AddressInfo).port);
    await queue('a');
    await queue('a');
    expect(await post.sendDue()).toBe(1);
    expect(await post.sendDue()).toBe(0);
    post.close();
    expect(received).toHaveLength(1);
    expect(received[0]).toMatch(/Auto-Submitted: auto-generated/i);
    expect(await mail('a')).toMatchObject({ state: 'gesendet', attempts: 1 });
  });

  it('should call a mail sent that the demo’s mailbox shows', async () => {
    await queue('demo');
    expect(await new MailSender(tenants, { now: () => now }, demoMailbox).sendDue()).toBe(1);
    expect(await mail('demo')).toMatchObject({ state: 'gesendet', sent_at: String(now) });
  });

  it('should wait longer after each failure and give up in the end', async () => {
    const post = sender(9);
    await queue('b');
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      expect(await post.sendDue()).toBe(0);
      expect(await mail('b')).toMatchObject({ attempts: attempt, state: attempt < 6 ? 'wartet' : 'fehlgeschlagen' });
      expect(await post.sendDue()).toBe(0);
      expect(await mail('b')).toMatchObject({ attempts: attempt });
      now += 60_000 * 4 ** attempt;
    }
    post.close();
  });
});
