import { nameKeys } from '../compare/name-keys.js';
import type { EngineCommand } from '../../../src/engine/engine.js';
import type { History, LogRecord } from '../run/history.js';
import type { Step } from '../scenario.js';
import { advance, broadcast, publish, send } from '../steps.js';

type Random = () => number;

/** What can be done next, given what has happened; it can be done on any engine, because keys are found by name. */
export function nextSteps(events: readonly LogRecord[], random: Random): Step[] {
  const names = nameKeys(events);
  const options: (() => Step[])[] = [
    ...openJobs(events).map((job) => () => jobStep(job, names, random)),
    ...open(events, 'USER_TASK', ['CREATED'], ['COMPLETED', 'CANCELED']).map((task) => () => taskStep(task, names)),
    ...open(events, 'INCIDENT', ['CREATED'], ['RESOLVED']).map((incident) => () => incidentStep(incident, names)),
    ...open(events, 'MESSAGE_SUBSCRIPTION', ['CREATED'], ['DELETED', 'CORRELATED']).map(({ value }) => () => [
      publish(String(value['messageName']), String(value['correlationKey']), {}, { minutes: random() < 0.5 ? 0 : 600 }),
    ]),
    () => [broadcast(random() < 0.5 ? 'news' : 'told')],
    () => [advance(61)],
  ];
  return options[Math.floor(random() * options.length)]?.() ?? [];
}

const openJobs = (events: readonly LogRecord[]): LogRecord[] =>
  open(events, 'JOB', ['CREATED', 'FAILED', 'RETRIES_UPDATED'], ['COMPLETED', 'CANCELED', 'ERROR_THROWN']).filter(
    ({ intent, value }) => intent !== 'FAILED' || Number(value['retries']) > 0,
  );

/** The last records of the things of a kind that are still there, oldest first. */
function open(
  events: readonly LogRecord[],
  valueType: string,
  there: readonly string[],
  gone: readonly string[],
): LogRecord[] {
  const last = new Map<string, LogRecord>();
  for (const event of events) {
    if (event.valueType !== valueType) continue;
    if (there.includes(event.intent)) last.set(event.key, event);
    if (gone.includes(event.intent)) last.delete(event.key);
  }
  return [...last.values()];
}

type Names = ReadonlyMap<string, string>;

function jobStep({ key, value }: LogRecord, names: Names, random: Random): Step[] {
  const kind = random();
  const n = Math.floor(random() * 4);
  const name = names.get(key) ?? '';
  const doing = (text: string, build: (jobKey: string) => EngineCommand): Step[] => [
    send(`${text} ${name}`, (history) => build(keyNamed(history, name))),
  ];
  if (kind < 0.6) return doing('complete', (jobKey) => ({ type: 'completeJob', jobKey, variables: { n } }));
  // Zeebe lets an instance stick whose listener throws an error, and does not see errors of interrupting event sub-processes.
  if (kind < 0.8 || value['jobKind'] === 'EXECUTION_LISTENER' || name.includes('/event')) {
    const retries = kind < 0.7 ? 0 : 1;
    return doing('fail', (jobKey) => ({ type: 'failJob', jobKey, retries, errorMessage: 'no' }));
  }
  return doing('throw at', (jobKey) => ({ type: 'throwError', jobKey, errorCode: 'E', errorMessage: 'no' }));
}

function taskStep({ key }: LogRecord, names: Names): Step[] {
  const name = names.get(key) ?? '';
  return [
    send(`complete ${name}`, (history) => ({
      type: 'completeUserTask',
      userTaskKey: keyNamed(history, name),
      variables: {},
    })),
  ];
}

/** Jobs need retries before their incidents can be resolved. */
function incidentStep({ key, value }: LogRecord, names: Names): Step[] {
  const name = names.get(key) ?? '';
  const job = names.get(String(value['jobKey']));
  const resolving = send(`resolve ${name}`, (history) => ({
    type: 'resolveIncident',
    incidentKey: keyNamed(history, name),
  }));
  if (job === undefined) return [resolving];
  const retrying = send(`retries of ${job}`, (history) => ({
    type: 'updateJobRetries',
    jobKey: keyNamed(history, job),
    retries: 1,
  }));
  return [retrying, resolving];
}

function keyNamed({ events }: History, name: string): string {
  for (const [key, found] of nameKeys(events)) if (found === name) return key;
  throw new Error(`There is no ${name}.`);
}
