import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Leaves a JSON file for another system under `{data}/export/<bfs>/<system>/`. The name comes from the idempotency key,
 * so that a repetition overwrites its own file; it appears complete or not at all.
 * @returns the file's name
 */
export async function exportFile(
  dataDirectory: string,
  tenantId: string,
  system: string,
  idempotencyKey: string,
  content: object,
): Promise<string> {
  const folder = join(dataDirectory, 'export', tenantId, system);
  const name = `${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 24)}.json`;
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${name}.part`);
  await writeFile(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(temporary, join(folder, name));
  return name;
}
