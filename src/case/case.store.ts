import type { Transaction } from '../database/transaction.js';
import { searchParameters } from './case-search.js';

export interface CaseRow {
  id: string;
  tenant_id: string;
  number: string;
  package_id: string;
  package_version: string;
  subject: string;
  applicant_name: string;
  applicant_email: string | null;
  channel: 'portal' | 'schalter';
  status: string;
  stage: string | null;
  outcome: string | null;
  settings: Record<string, unknown>;
  setting_origins: Record<string, { layer: string; legalBasis?: string; validFrom?: string }>;
  data: Record<string, unknown>;
  submitted_at: string;
  closed_at: string | null;
}

const COLUMNS = `c.id, c.tenant_id, c.number, c.package_id, c.package_version, c.subject, c.applicant_name, c.applicant_email,
  c.channel, c.status, c.stage, c.outcome, c.settings, c.setting_origins, c.data, c.submitted_at, c.closed_at`;

/** Takes the next number of the year: `{bfs}-{year}-{running number of at least four digits}`; a gap appears only when a submission fails or is sent twice at the same moment. */
export async function takeCaseNumber(tx: Transaction, tenantId: string, year: number): Promise<string> {
  const rows = await tx.query<{ last: number }>(
    `insert into app.case_number as n (tenant_id, year, last) values ($1::text, $2::int, 1)
     on conflict (tenant_id, year) do update set last = n.last + 1
     returning last`,
    [tenantId, year],
  );
  return `${tenantId}-${year}-${String(rows[0]?.last ?? 1).padStart(4, '0')}`;
}

export type NewCase = Omit<CaseRow, 'status' | 'stage' | 'outcome' | 'submitted_at' | 'closed_at'> & {
  access_hash: string;
  submission_key: string;
  submitted_at: number;
};

export const insertCase = (tx: Transaction, row: NewCase): Promise<unknown> =>
  tx.query(
    `insert into app.case_file (id, tenant_id, number, package_id, package_version, subject, applicant_name, applicant_email, channel,
                                settings, setting_origins, data, access_hash, submission_key, submitted_at)
     values ($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text,
             $10::jsonb, $11::jsonb, $12::jsonb, $13::text, $14::text, $15::bigint)`,
    [
      row.id,
      row.tenant_id,
      row.number,
      row.package_id,
      row.package_version,
      row.subject,
      row.applicant_name,
      row.applicant_email,
      row.channel,
      JSON.stringify(row.settings),
      JSON.stringify(row.setting_origins),
      JSON.stringify(row.data),
      row.access_hash,
      row.submission_key,
      row.submitted_at,
    ],
  );

const one = async (rows: Promise<CaseRow[]>): Promise<CaseRow | undefined> => (await rows)[0];

export const findCase = (tx: Transaction, id: string): Promise<CaseRow | undefined> =>
  one(tx.query<CaseRow>(`select ${COLUMNS} from app.case_file c where c.id = $1::uuid`, [id]));

export const findCaseByAccess = (tx: Transaction, accessHash: string): Promise<CaseRow | undefined> =>
  one(tx.query<CaseRow>(`select ${COLUMNS} from app.case_file c where c.access_hash = $1::text`, [accessHash]));

export const findCaseBySubmission = (tx: Transaction, submissionKey: string): Promise<CaseRow | undefined> =>
  one(tx.query<CaseRow>(`select ${COLUMNS} from app.case_file c where c.submission_key = $1::text`, [submissionKey]));

/** A case with the element instances it had entered before its process came to this engine; null: it began here. */
export type FollowedCase = CaseRow & { arrived: string[] | null };

/** Undefined for a process that belongs to no case, or that its case has left for another engine. */
export const findCaseByProcess = async (
  tx: Transaction,
  processInstanceKey: string,
): Promise<FollowedCase | undefined> =>
  (
    await tx.query<FollowedCase>(
      `select ${COLUMNS}, p.arrived from app.case_process p join app.case_file c on c.id = p.case_id
        where p.process_instance_key = $1::bigint and p.left_at is null`,
      [processInstanceKey],
    )
  )[0];

/** Newest first; `search` looks into number, name, subject and the data that was sent. At most 100 rows after `before`. */
export const listCases = (
  tx: Transaction,
  filter: { search?: string; open?: boolean; before?: number; limit: number },
): Promise<CaseRow[]> => {
  const [pattern, number] = searchParameters(filter.search);
  return tx.query<CaseRow>(
    `select ${COLUMNS} from app.case_file c
      where ($5::text is null or c.number = $5)
        and ($1::text is null or c.number ilike $1 or c.applicant_name ilike $1 or c.subject ilike $1 or c.data::text ilike $1)
        and ($2::boolean is null or (c.closed_at is null) = $2)
        and ($3::bigint is null or c.submitted_at < $3)
      order by c.submitted_at desc
      limit least($4::int, 100)`,
    [pattern, filter.open ?? null, filter.before ?? null, filter.limit, number],
  );
};

export const processKeysOf = async (tx: Transaction, caseId: string): Promise<string[]> =>
  (
    await tx.query<{ key: string }>(
      `select process_instance_key::text as key from app.case_process where case_id = $1::uuid order by started_at, process_instance_key`,
      [caseId],
    )
  ).map((row) => row.key);
