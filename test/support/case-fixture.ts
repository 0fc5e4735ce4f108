import pg from 'pg';

/** The one case that integration tests work on, in Musterdorf. */
export const FIXTURE_CASE = '7d2f5a3e-4c1b-4a6d-9e8f-0a1b2c3d4e5f';

/** Two Gemeinden and a case of the first one; written as administrator, past row-level security. */
export async function insertCaseFixture(administratorUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: administratorUrl });
  await client.connect();
  await client.query(`
    insert into app.municipality (bfs, name, slug, district, postal_code)
    values ('9990', 'Musterdorf', 'musterdorf', 'Visp', '3999'), ('6173', 'Bitsch', 'bitsch', 'Östlich-Raron', '3982');
    insert into app.package (id, title, created_at) values ('probe', 'Probe', 1);
    insert into app.package_version (package_id, version, content_hash, files, published_at, published_by)
    values ('probe', '1.0.0', 'x', '{}', 1, 'test');
    insert into app.case_file (id, tenant_id, number, package_id, package_version, subject, applicant_name, channel, settings,
                               setting_origins, data, access_hash, submission_key, submitted_at)
    values ('${FIXTURE_CASE}', '9990', '9990-2026-0001', 'probe', '1.0.0', 'Probe', 'Anna', 'portal', '{}', '{}', '{}', 'h', 'k', 1)`);
  await client.end();
}
