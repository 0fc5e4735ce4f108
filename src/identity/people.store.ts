import type { Transaction } from '../database/transaction.js';

/** Names of the people who work for the Gemeinde of the transaction, by e-mail. */
export const peopleOfTenant = async (tx: Transaction): Promise<Map<string, string>> => {
  const rows = await tx.query<{ email: string; name: string }>(
    `select a.email, a.name from app.membership m join app.account a on a.id = m.account_id
      where m.tenant_id = app.current_tenant() order by a.name limit 500`,
  );
  return new Map(rows.map(({ email, name }) => [email, name]));
};
