import type { FastifyRequest } from 'fastify';

export type ReceivedFile = { ok: true; name: string; content: Buffer } | { ok: false; code: 'NONE' | 'TOO_LARGE' };

/** The one file of a multipart request, read to its end. Anything that is no such request counts as no file. */
export async function readUpload(request: FastifyRequest): Promise<ReceivedFile> {
  if (!request.isMultipart()) return { ok: false, code: 'NONE' };
  try {
    const part = await request.file();
    if (!part) return { ok: false, code: 'NONE' };
    // A field without a file name is no file.
    if (!part.filename) return { ok: false, code: 'NONE' };
    return { ok: true, name: part.filename, content: await part.toBuffer() };
  } catch (error) {
    const { statusCode, code } = error as { statusCode?: number; code?: string };
    if (statusCode === 413) return { ok: false, code: 'TOO_LARGE' };
    // Broken or hostile bodies: no boundary, cut off, too many parts.
    if (
      code?.startsWith('FST_') ||
      statusCode !== undefined ||
      /multipart|boundary|unexpected end/i.test(String(error))
    )
      return { ok: false, code: 'NONE' };
    throw error;
  }
}
