import pg from 'pg';
import { StartProblem } from '../config/start-problem.js';
import { migrate } from './migrate.js';
import { takeTurn } from './one-at-a-time.js';
import { type DatabaseUrls, ensureRoles, type RolePasswords, urlFor } from './roles.js';

/** Embedded server: makes roles and the database, migrates, and says under which addresses the roles connect. */
export async function provisionEmbedded(
  administratorUrl: string,
  passwords: RolePasswords,
  database: string,
): Promise<DatabaseUrls> {
  const administrator = new pg.Client({ connectionString: administratorUrl });
  await administrator.connect();
  try {
    await ensureRoles(administrator, passwords, true);
    const found = await administrator.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await administrator.query(`create database ${database} owner dsc_owner`);
  } finally {
    await administrator.end();
  }
  const urls = databaseUrls(
    administratorUrl,
    urlFor(administratorUrl, 'dsc_owner', passwords.owner, database),
    passwords,
    database,
  );
  await migrate(urls.owner);
  return urls;
}

/** A server that somebody else runs: the given role owns the tables and may create our serving roles. */
export async function provisionExternal(databaseUrl: string, passwords: RolePasswords): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 15_000 });
  await connect(client);
  try {
    // Several processes of ours may start at once on the same server.
    await takeTurn(client, 'roles');
    await ensureRoles(client, passwords, false);
  } finally {
    await client.end();
  }
  await migrate(databaseUrl);
  return databaseUrls(databaseUrl, databaseUrl, passwords, undefined);
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
    throw new StartProblem(
      `DATABASE_URL leads to ${client.host}:${client.port}, where no connection can be made: ${reason}. Start that server, or correct DATABASE_URL.`,
    );
  }
}

/** Addresses of all roles for one database. */
export function databaseUrls(
  base: string,
  owner: string,
  passwords: RolePasswords,
  database: string | undefined,
): DatabaseUrls {
  return {
    owner,
    app: urlFor(base, 'dsc_app', passwords.dsc_app, database),
    engine: urlFor(base, 'dsc_engine', passwords.dsc_engine, database),
    center: urlFor(base, 'dsc_center', passwords.dsc_center, database),
  };
}
