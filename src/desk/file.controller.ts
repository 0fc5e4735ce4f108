import { Controller, Get, NotFoundException, Param, ParseUUIDPipe, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { TenantDatabase } from '../database/tenant-database.js';
import { documentContent, findDocument } from '../document/document.store.js';
import { readUpload } from '../form/upload.store.js';
import { Staff, StaffGuard, type StaffMember } from '../identity/staff.guard.js';
import { sendFile } from '../web/http/send-file.js';

/** Letters and uploads, for the staff of their Gemeinde. */
@Controller('desk')
@UseGuards(StaffGuard)
export class FileController {
  constructor(private readonly database: TenantDatabase) {}

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
    return sendFile(reply, { name: `${found.row.title}.pdf`, contentType: 'application/pdf', content: found.content });
  }

  @Get('dateien/:id')
  async upload(
    @Staff() who: StaffMember,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const found = await this.database.withTenant(who.tenantId, (tx) => readUpload(tx, id));
    if (!found) throw new NotFoundException();
    return sendFile(reply, { name: found.file_name, contentType: found.content_type, content: found.content });
  }
}
