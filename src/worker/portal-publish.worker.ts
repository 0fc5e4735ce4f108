import { z } from 'zod';
import { advanceDocument } from '../document/document.store.js';
import { defineWorker } from './job-worker.js';
import { complete } from './worker-outcome.js';

/** Shows a delivered document on the citizen's status page, however it was delivered. */
export const portalPublishWorker = defineWorker({
  type: 'portal.publish',
  timeoutMs: 10_000,
  input: z.object({ dokument: z.uuid() }),
  async handle({ tenantId, input }, context) {
    await context.withTenant(tenantId, (tx) =>
      advanceDocument(tx, input.dokument, 'zugestellt', 'system', context.clock.now()),
    );
    return complete();
  },
});
