import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';

/** Caps of what one person may upload to one form. */
export const UPLOAD_LIMITS = { fileBytes: 20 * 1024 * 1024, totalBytes: 80 * 1024 * 1024, files: 30 } as const;

/** What offices can open and archive; recognised by content, never by name. */
const ACCEPTED: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
};

export type UploadCode = 'EMPTY' | 'TOO_LARGE' | 'TOO_MANY' | 'WRONG_TYPE';
export type AcceptedUpload =
  { ok: true; fileName: string; contentType: string; sha256: string } | { ok: false; code: UploadCode };

/** Checks size and true type of a file and gives it a harmless name. */
export async function acceptUpload(
  content: Buffer,
  givenName: string,
  already: { files: number; bytes: number },
): Promise<AcceptedUpload> {
  if (content.length === 0) return { ok: false, code: 'EMPTY' };
  if (content.length > UPLOAD_LIMITS.fileBytes) return { ok: false, code: 'TOO_LARGE' };
  if (already.files >= UPLOAD_LIMITS.files || already.bytes + content.length > UPLOAD_LIMITS.totalBytes)
    return { ok: false, code: 'TOO_MANY' };
  const detected = await fileTypeFromBuffer(content.subarray(0, 4_100));
  const extension = detected && ACCEPTED[detected.mime];
  if (!detected || !extension) return { ok: false, code: 'WRONG_TYPE' };
  return {
    ok: true,
    fileName: safeFileName(givenName, extension),
    contentType: detected.mime,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

/** The name without folders, control characters and tricks; the extension follows the true type. */
export function safeFileName(givenName: string, extension: string): string {
  const base = (givenName.normalize('NFC').split(/[\\/]/).pop() ?? '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 100);
  return `${base || 'Dokument'}.${extension}`;
}
