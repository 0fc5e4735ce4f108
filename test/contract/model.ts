/**
 * The builder of the engine's own specs, with names that belong to one scenario: ids of processes, names of messages and
 * signals, job types. What is written `go` is deployed as `own_go`; each run replaces `own_` by a prefix of the scenario,
 * so that all scenarios share one broker and do not hear each other. Expressions name things with {@link own}.
 */
import * as text from '../../src/engine/core/testing/bpmn-text.js';
import type { Extras } from '../../src/engine/core/testing/bpmn-text.js';

export {
  bpmn,
  boundary,
  catching,
  compensation,
  error,
  escalation,
  gateway,
  link,
  manual,
  script,
  start,
  sub,
  terminateDefinition,
  timer,
  user,
} from '../../src/engine/core/testing/bpmn-text.js';

/** What stands before every name that belongs to a scenario. */
export const OWN = 'own_';

/** The name as the scenario's models have it; expressions stay as they are. */
export const own = (name: string): string => (name.startsWith('=') ? name : `${OWN}${name}`);

export const process: typeof text.process = (id, ...rest) => text.process(own(id), ...rest);
export const message: typeof text.message = (name, key) => text.message(own(name), key);
export const signal: typeof text.signal = (name) => text.signal(own(name));
export const receive: typeof text.receive = (id, name, ...rest) => text.receive(id, own(name), ...rest);
export const call: typeof text.call = (id, processId, extras) => text.call(id, own(processId), extras);
export const decision: typeof text.decision = (id, decisionId, ...rest) => text.decision(id, own(decisionId), ...rest);
export const job: typeof text.job = (id, type = id, extras = {}, tag = 'serviceTask') =>
  text.job(id, own(type), listened(extras), tag);
export const end: typeof text.end = (id, definition, extras = {}) => text.end(id, definition, worked(extras));
export const throwing: typeof text.throwing = (id, definition, extras = {}) =>
  text.throwing(id, definition, worked(extras));

const worked = <T extends Extras & { job?: string }>(extras: T): T =>
  extras.job === undefined ? extras : { ...extras, job: own(extras.job) };

const listened = <T extends Extras>(extras: T): T =>
  extras.listeners
    ? { ...extras, listeners: extras.listeners.map(([when, type]) => [when, own(type)] as const) }
    : extras;
