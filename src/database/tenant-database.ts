import type { Pool } from 'pg';
import { type Transaction, transactionOn } from './transaction.js';

const TENANT_ID = /^[0-9]{4}$/;

/** The application's way to the data of one Gemeinde: every transaction names its tenant, row-level security does the rest. */
export class TenantDatabase {
  constructor(private readonly pool: Pool) {}

  /** Runs `work` in one transaction that sees only the rows of `tenantId` (a BFS number). Rolls back when it throws. */
  async withTenant<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (!TENANT_ID.test(tenantId)) throw new Error(`"${tenantId}" is not a BFS number`);
    // One round trip: the id is four digits, checked above, so it may stand in the text.
    return this.inTransaction(`begin; set local app.tenant = '${tenantId}'`, work);
  }

  /** A transaction without a tenant: only tables that belong to nobody (accounts, packages, the list of Gemeinden). */
  async withoutTenant<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.inTransaction('begin', work);
  }

  /** Changes the tenant inside a running transaction; for projections that follow the log over all Gemeinden. */
  async switchTenant(tx: Transaction, tenantId: string): Promise<void> {
    if (!TENANT_ID.test(tenantId)) throw new Error(`"${tenantId}" is not a BFS number`);
    await tx.query(`set local app.tenant = '${tenantId}'`);
  }

  private async inTransaction<T>(opening: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(opening);
      const result = await work(transactionOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** The support center's way across all Gemeinden; its role reaches only the tables meant for it. */
export class CenterDatabase {
  constructor(private readonly pool: Pool) {}

  async run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(transactionOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
