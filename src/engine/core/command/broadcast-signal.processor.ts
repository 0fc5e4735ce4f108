import { broadcast, requireHearers } from '../behavior/signals.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/** Tells everybody of the tenant who waits for the signal; nobody is fine too. */
export const broadcastSignal: CommandProcessor<'broadcastSignal'> = (run, { tenantId, signalName, variables }) => {
  const hearers = run.state.signals.waitingFor(tenantId, signalName);
  requireHearers(run, hearers);
  const key = run.nextKey();
  run.emit({ valueType: 'SIGNAL', intent: 'BROADCASTED', key, tenantId, signalName, variables });
  broadcast(run, hearers, variables);
  return answer({ key: String(key), tenantId });
};

/** The same for a signal that a process has thrown. */
export const deliverSignal: CommandProcessor<'deliverSignal'> = (run, { signalKey }) => {
  const signal = run.state.signals.pending.get(signalKey);
  if (!signal) {
    return refuse(
      'NOT_FOUND',
      `Expected to broadcast signal with key '${signalKey}', but it has been broadcast already`,
    );
  }
  const { key, tenantId, signalName, variables } = signal;
  const hearers = run.state.signals.waitingFor(tenantId, signalName);
  requireHearers(run, hearers);
  run.emit({ valueType: 'SIGNAL', intent: 'BROADCASTED', key, tenantId, signalName, variables });
  broadcast(run, hearers, variables);
  return answer(null);
};
