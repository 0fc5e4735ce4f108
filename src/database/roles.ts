import pg from 'pg';

/**
 * Four roles with one duty each. None of the last three owns a table, is superuser or bypasses row-level security.
 * - dsc_owner: owns tables, runs migrations, never serves a request
 * - dsc_app: pages and workers of one Gemeinde at a time
 * - dsc_engine: the engine's writer
 * - dsc_center: the support center, across Gemeinden, on the tables granted to it
 */
export const SERVING_ROLES = ['dsc_app', 'dsc_engine', 'dsc_center'] as const;
export type ServingRole = (typeof SERVING_ROLES)[number];

export interface RolePasswords {
  owner: string;
  dsc_app: string;
  dsc_engine: string;
  dsc_center: string;
}

export interface DatabaseUrls {
  owner: string;
  app: string;
  engine: string;
  center: string;
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Creates the roles that are missing and sets their passwords; runs as the administrator. */
export async function ensureRoles(client: pg.Client, passwords: RolePasswords, withOwner: boolean): Promise<void> {
  const roles: [string, string][] = SERVING_ROLES.map((role) => [role, passwords[role]]);
  if (withOwner) roles.push(['dsc_owner', passwords.owner]);
  for (const [role, password] of roles) {
    const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    // Only a superuser may name the other attributes again; they are checked at boot (assertServingRole).
    const rights = 'login nosuperuser nobypassrls nocreaterole nocreatedb';
    await client.query(
      found.rowCount === 0
        ? `create role ${role} ${rights} password ${quote(password)}`
        : `alter role ${role} login password ${quote(password)}`,
    );
  }
}

/** The same server and database under another role. */
export function urlFor(base: string, role: string, password: string, database?: string): string {
  const url = new URL(base);
  url.username = role;
  url.password = encodeURIComponent(password);
  if (database !== undefined) url.pathname = `/${database}`;
  return url.toString();
}

/** Refuses to serve with a role that row-level security would not bind. */
export async function assertServingRole(pool: pg.Pool, role: ServingRole): Promise<void> {
  const { rows } = await pool.query<{ name: string; unsafe: boolean; owns: string }>(`
    select current_user::text as name,
           (r.rolsuper or r.rolbypassrls or r.rolcreaterole) as unsafe,
           (select count(*)::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relowner = r.oid and n.nspname in ('app', 'engine')) as owns
      from pg_roles r where r.rolname = current_user`);
  const row = rows[0];
  if (row === undefined || row.name !== role)
    throw new Error(`The database connection of ${role} runs as "${row?.name ?? 'nobody'}".`);
  if (row.unsafe)
    throw new Error(
      `The database role ${role} is superuser, may create roles or bypasses row-level security. Take that right away.`,
    );
  if (row.owns !== '0')
    throw new Error(
      `The database role ${role} owns ${row.owns} tables; row-level security must bind it. Change their owner.`,
    );
}
