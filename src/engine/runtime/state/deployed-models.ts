import type { Pool } from 'pg';
import { readModelHeader } from '../../feel/index.js';
import { readDecisionModels } from './definitions.store.js';

/** The newest deployed decision model of a namespace, as XML. Asked only when a deployment imports what it does not bring. */
export async function findDeployedModel(pool: Pool, tenantId: string, namespace: string): Promise<string | undefined> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const models = await readDecisionModels(pool, tenantId, before);
    for (const { key, content } of models) {
      if (readModelHeader(content)?.namespace === namespace) return content;
      before = key;
    }
    if (models.length === 0) return undefined;
  }
}
