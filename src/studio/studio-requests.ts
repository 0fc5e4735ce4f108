import { z } from 'zod';
import { PACKAGE_LIMITS } from '../process-package/package-files.js';

const files = z
  .record(z.string().max(200), z.string().max(PACKAGE_LIMITS.fileBytes))
  .refine((record) => Object.keys(record).length <= PACKAGE_LIMITS.files, 'Das Paket hat zu viele Dateien.');
const version = z.string().max(20);

/** Bodies of the studio's requests. */
export const saveDraftRequest = z.strictObject({ revision: z.number().int().min(0), files });
export const validateRequest = z.strictObject({ files });
export const publishRequest = z.strictObject({
  revision: z.number().int().min(0),
  version,
  notes: z.string().max(2_000).default(''),
});
export const rolloutRequest = z.strictObject({ bfs: z.string().regex(/^\d{4}$/), version });
