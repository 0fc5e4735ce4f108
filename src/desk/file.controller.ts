import { Controller, Get, NotFoundException, Param, ParseUUIDPipe, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { TenantDatabase } from '../database/tenant-database.js';
import { documentContent, findDocument } from '../document/document.store.js';
import { readUpload } from '../form/upload.store.js';
import { Staff, StaffGuard, type StaffMember } from '../identity/staff.guard.js';

/** Letters and uploads, for the staff of their Gemeinde. */
@Controller('desk')
@UseGuards(StaffGuard)
export class FileController {
  constructor(private readonly database: TenantDatabase) {}

  /** Shown in the browser: staff read letters beside the task. We made these files ourselves. */
  @Get('dokumente/:id')
  async document(
    @Staff() who: StaffMember,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const found = await this.database.withTenant(who.tenantId, async (tx) => {
      const row = await findDocument(tx, id);
      return row && { row, content: await documentContent(tx, id) };
    });
    if (!found?.content) throw new NotFoundException();
    return send(reply, 'inline', `${found.row.title}.pdf`, 'application/pdf', found.content);
  }

  /** Always downloaded: what strangers sent is never opened on our own address. */
  @Get('dateien/:id')
  async upload(
    @Staff() who: StaffMember,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const found = await this.database.withTenant(who.tenantId, (tx) => readUpload(tx, id));
    if (!found) throw new NotFoundException();
    return send(reply, 'attachment', found.file_name, found.content_type, found.content);
  }
}

function send(
  reply: FastifyReply,
  disposition: 'inline' | 'attachment',
  name: string,
  type: string,
  content: Buffer,
): FastifyReply {
  return reply
    .header('content-type', type)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content);
}
