import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { acceptUpload, type UploadCode } from './accept-upload.js';
import {
  deleteUpload,
  insertUpload,
  readUpload,
  type UploadInfo,
  uploadedBytes,
  uploadsOfDraft,
} from './upload.store.js';

export type UploadOutcome =
  { ok: true; file: { id: string; name: string; size: number } } | { ok: false; code: UploadCode };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Files of a draft: each is checked and stored as soon as it arrives. Whoever calls has checked the right to the draft. */
@Injectable()
export class DraftUploads {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async add(tenantId: string, draftId: string, givenName: string, content: Buffer): Promise<UploadOutcome> {
    return this.database.withTenant(tenantId, async (tx) => {
      // One after the other, so that two uploads at once cannot pass the cap together.
      await tx.query('select 1 from app.draft where id = $1::uuid for update', [draftId]);
      const accepted = await acceptUpload(content, givenName, await uploadedBytes(tx, draftId));
      if (!accepted.ok) return accepted;
      const { fileName, contentType, sha256 } = accepted;
      const id = randomUUID();
      await insertUpload(tx, { id, tenantId, draftId, fileName, contentType, sha256, content, now: this.clock.now() });
      return { ok: true, file: { id, name: fileName, size: content.length } };
    });
  }

  list(tenantId: string, draftId: string): Promise<UploadInfo[]> {
    return this.database.withTenant(tenantId, (tx) => uploadsOfDraft(tx, draftId));
  }

  /** Removes a file that was not sent yet; anything else stays untouched. */
  async remove(tenantId: string, draftId: string, id: string): Promise<void> {
    if (UUID.test(id)) await this.database.withTenant(tenantId, (tx) => deleteUpload(tx, id, draftId));
  }

  /** A file of this draft with its bytes. */
  async read(tenantId: string, draftId: string, id: string): Promise<(UploadInfo & { content: Buffer }) | undefined> {
    if (!UUID.test(id)) return undefined;
    const file = await this.database.withTenant(tenantId, (tx) => readUpload(tx, id));
    return file?.draft_id === draftId ? file : undefined;
  }
}
