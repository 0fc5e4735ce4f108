import type { ActivatedJob } from '../../src/engine/engine.js';

/** A job as the engine hands it out; tests change what matters to them. */
export function activatedJob(change: Partial<ActivatedJob> = {}): ActivatedJob {
  return {
    key: '42',
    type: 'probe',
    processInstanceKey: '1',
    bpmnProcessId: 'probe',
    processDefinitionVersion: 1,
    processDefinitionKey: '2',
    elementId: 'svc_probe',
    elementInstanceKey: '3',
    customHeaders: {},
    worker: 'dsc',
    retries: 5,
    deadline: 1000,
    variables: {},
    tenantId: '9990',
    tags: [],
    ...change,
  };
}
