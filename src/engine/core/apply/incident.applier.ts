import type { IncidentRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

export function applyIncident(state: EngineState, event: IncidentRecord): void {
  // The incident stays at its element, which has moved to another process.
  if (event.intent === 'MIGRATED') return;
  const owner = state.elements.get(event.elementInstanceKey);
  if (event.intent === 'CREATED') {
    if (!owner) throw new Error(`element instance ${event.elementInstanceKey} does not exist`);
    owner.incidentKey = event.key;
    state.incidents.set(event.key, {
      key: event.key,
      owner,
      errorType: event.errorType,
      errorMessage: event.errorMessage,
      jobKey: event.jobKey,
    });
    return;
  }
  if (owner) owner.incidentKey = 0;
  state.incidents.delete(event.key);
  const job = state.jobs.get(event.jobKey);
  if (job) job.state = 'ACTIVATABLE';
}
