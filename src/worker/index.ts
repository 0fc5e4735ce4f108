import { amtsblattPublishWorker } from './amtsblatt-publish.worker.js';
import { deadlineComputeWorker } from './deadline-compute.worker.js';
import { deadlineTaskWorker } from './deadline-task.worker.js';
import { deliverySendWorker } from './delivery-send.worker.js';
import { docRenderWorker } from './doc-render.worker.js';
import { dossierCreateWorker } from './dossier-create.worker.js';
import { erpInvoiceCreateWorker } from './erp-invoice-create.worker.js';
import { erpPersonMoveinWorker } from './erp-person-movein.worker.js';
import { geoParcelLookupWorker } from './geo-parcel-lookup.worker.js';
import { gwrDwellingSearchWorker } from './gwr-dwelling-search.worker.js';
import type { JobWorker } from './job-worker.js';
import { notifySendWorker } from './notify-send.worker.js';
import { personValidateWorker } from './person-validate.worker.js';
import { portalPublishWorker } from './portal-publish.worker.js';
import { registryPersonLookupWorker } from './registry-person-lookup.worker.js';

/** Every job type that this product serves itself. */
export const JOB_WORKERS: readonly JobWorker[] = [
  amtsblattPublishWorker,
  deadlineComputeWorker,
  deadlineTaskWorker,
  deliverySendWorker,
  docRenderWorker,
  dossierCreateWorker,
  erpInvoiceCreateWorker,
  erpPersonMoveinWorker,
  geoParcelLookupWorker,
  gwrDwellingSearchWorker,
  notifySendWorker,
  personValidateWorker,
  portalPublishWorker,
  registryPersonLookupWorker,
];

export type { Job, JobWorker } from './job-worker.js';
export { listMails, type MailRow } from './mail-outbox.store.js';
export { MailSender } from './mail-sender.js';
export { MUNICIPAL_SYSTEMS } from './live-worker-context.js';
export { JobRunner, type RunnerOptions } from './runner.js';
export {
  type Connector,
  CONNECTOR_SYSTEMS,
  type ConnectorSystem,
  connectorSettingKey,
  type WorkerContext,
} from './worker-context.js';
export type { WorkerOutcome } from './worker-outcome.js';
