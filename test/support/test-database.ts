import pg from 'pg';
import { databaseUrls } from '../../src/database/provision.js';
import { type RolePasswords, urlFor } from '../../src/database/roles.js';

export interface TestDatabase {
  name: string;
  ownerUrl: string;
  appUrl: string;
  engineUrl: string;
  centerUrl: string;
  /** As superuser; only to look behind the scenes. */
  administratorUrl: string;
  drop(): Promise<void>;
}

let counter = 0;

/**
 * A fresh, migrated database of its own for one spec file: a copy of the template that the global set-up made, or of another
 * test's database that nobody is connected to.
 */
export async function createTestDatabase(template = 'dsc_template'): Promise<TestDatabase> {
  const { administratorUrl, passwords } = JSON.parse(process.env.DSC_TEST_DATABASE ?? '{}') as {
    administratorUrl: string;
    passwords: RolePasswords;
  };
  counter += 1;
  const name = `t_${process.pid}_${counter}_${Date.now().toString(36)}`;
  await onServer(administratorUrl, `create database ${name} template ${template} owner dsc_owner`);
  const urls = databaseUrls(
    administratorUrl,
    urlFor(administratorUrl, 'dsc_owner', passwords.owner, name),
    passwords,
    name,
  );
  const own = new URL(administratorUrl);
  own.pathname = `/${name}`;
  return {
    name,
    ownerUrl: urls.owner,
    appUrl: urls.app,
    engineUrl: urls.engine,
    centerUrl: urls.center,
    administratorUrl: own.toString(),
    drop: () => onServer(administratorUrl, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(sql);
      return;
    } catch (error) {
      // Two copies of the template at the same moment collide; the second waits.
      if ((error as { code?: string }).code !== '55006' || attempt > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end();
    }
  }
}
