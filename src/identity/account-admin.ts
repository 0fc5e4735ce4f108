import { Injectable } from '@nestjs/common';
import { CenterDatabase } from '../database/tenant-database.js';
import { hashPassword } from './password.js';

export interface NewAccount {
  email: string;
  name: string;
  password: string;
  supportCenter?: boolean;
  memberships?: { tenantId: string; groups: string[] }[];
}

/** Creates accounts; an e-mail that is taken keeps its password and gets the memberships that are missing. */
@Injectable()
export class AccountAdmin {
  constructor(private readonly database: CenterDatabase) {}

  async exists(email: string): Promise<boolean> {
    const rows = await this.database.run((tx) =>
      tx.query('select 1 from app.account where email = $1::text', [email.toLowerCase()]),
    );
    return rows.length > 0;
  }

  async create(account: NewAccount): Promise<void> {
    const email = account.email.toLowerCase();
    const passwordHash = (await this.exists(email)) ? '' : await hashPassword(account.password);
    await this.database.run(async (tx) => {
      await tx.query(
        `insert into app.account (email, name, password_hash, support_center)
         values ($1::text, $2::text, $3::text, $4::boolean) on conflict (email) do nothing`,
        [email, account.name, passwordHash, account.supportCenter ?? false],
      );
      for (const { tenantId, groups } of account.memberships ?? []) {
        await tx.query(
          `insert into app.membership (account_id, tenant_id, groups)
           select a.id, $2::text, $3::text[] from app.account a where a.email = $1::text
           on conflict (account_id, tenant_id) do nothing`,
          [email, tenantId, groups],
        );
      }
    });
  }
}
