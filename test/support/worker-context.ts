import { PdfRenderer } from '../../src/document/pdf-renderer.js';
import type { WorkerContext } from '../../src/worker/worker-context.js';

const unexpected = (name: string) => () => Promise.reject(new Error(`The test gave no ${name}.`));

/** A worker context in which only what the test gives works. */
export function workerContext(given: Partial<WorkerContext> = {}): WorkerContext {
  return {
    clock: { now: () => Date.UTC(2026, 10, 24, 12) },
    publicUrl: 'https://dsc.example',
    dataDirectory: '/nowhere',
    // Starts its thread with the first letter only.
    renderer: new PdfRenderer(),
    withTenant: unexpected('database'),
    municipality: unexpected('municipality'),
    connector: unexpected('connector'),
    letterTemplate: unexpected('letter'),
    statusPageUrl: unexpected('status page'),
    ...given,
  };
}
