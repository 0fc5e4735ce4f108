import type { PoolClient, QueryResultRow } from 'pg';

/** What a store gets: SQL inside a transaction that somebody else opened, scoped to one Gemeinde. */
export interface Transaction {
  query<Row extends QueryResultRow = QueryResultRow>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

export function transactionOn(client: PoolClient): Transaction {
  return {
    async query<Row extends QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
      return (await client.query<Row>(sql, parameters)).rows;
    },
  };
}
