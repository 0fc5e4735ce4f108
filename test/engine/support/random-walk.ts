import type { EngineCommand } from '../../../src/engine/engine.js';
import { type EngineWorld, TENANT } from './engine-world.js';

/** Repeatable random numbers (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Does many things to an engine, some of them senseless; refusals are part of it. */
export async function walk(world: EngineWorld, random: () => number, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const commands = await nextCommands(world, random, round);
    await Promise.all(commands.map((command) => world.engine.execute(command)));
    if (random() < 0.15) world.clock.advance(Math.floor(random() * 400_000));
  }
}

async function nextCommands(world: EngineWorld, random: () => number, round: number): Promise<EngineCommand[]> {
  const count = 1 + Math.floor(random() * 6);
  const commands: EngineCommand[] = [];
  for (let index = 0; index < count; index += 1) commands.push(start(random, `${round}-${index}`));
  const jobs = await world.jobs('work', { count: 4, timeout: 60_000 + Math.floor(random() * 600_000) });
  // Some workers never answer: their jobs time out.
  for (const { key } of jobs) if (random() < 0.85) commands.push(finish(random, key));
  const tasks = await world.rows<{ key: string }>(
    `select key from engine.user_task where state = 'CREATED' order by key limit 50`,
  );
  const task = tasks[Math.floor(random() * tasks.length)];
  if (task) commands.push(handle(random, task.key));
  const incidents = await world.rows<{ key: string; process_instance_key: string }>(
    `select key, process_instance_key from engine.incident where state = 'CREATED' order by key limit 50`,
  );
  const incident = incidents[Math.floor(random() * incidents.length)];
  if (incident) {
    const { key, process_instance_key: elementInstanceKey } = incident;
    if (random() < 0.5)
      commands.push({ type: 'setVariables', elementInstanceKey, variables: { amount: 3 }, local: false });
    commands.push({ type: 'resolveIncident', incidentKey: key });
  }
  if (random() < 0.3) commands.push(...(await modify(world, random)));
  return commands;
}

/** Ends some element at work, and begins another one of its process instead. */
async function modify(world: EngineWorld, random: () => number): Promise<EngineCommand[]> {
  const rows = await world.rows<{ key: string; process_instance_key: string; element_id: string }>(
    `select key, process_instance_key, element_id from engine.element_instance
      where state = 'ACTIVATED' and element_type <> 'PROCESS' order by key limit 50`,
  );
  const row = rows[Math.floor(random() * rows.length)];
  if (!row) return [];
  return [
    {
      type: 'modifyProcessInstance',
      processInstanceKey: row.process_instance_key,
      activateInstructions: [
        { elementId: row.element_id, variableInstructions: [{ variables: { again: true }, scopeId: row.element_id }] },
      ],
      terminateInstructions: [{ elementInstanceKey: row.key }],
    },
  ];
}

function start(random: () => number, name: string): EngineCommand {
  const kind = random();
  if (kind < 0.2) return message('begin', `key-${Math.floor(random() * 4)}`, random);
  if (kind < 0.25) return { type: 'broadcastSignal', tenantId: TENANT, signalName: 'news', variables: { heard: name } };
  if (kind < 0.35) return message('answer', `case-${Math.floor(random() * 10)}`, random);
  const bpmnProcessId =
    ['everything', 'everything', 'one-task', 'calling', 'messages', 'waiting', 'uncommon', 'uncommon'][
      Math.floor(random() * 8)
    ] ?? '';
  const variables = {
    name,
    case: `case-${Math.floor(random() * 10)}`,
    items: [1, 2, { three: [3] }].slice(0, Math.floor(random() * 4)),
    ...(random() < 0.7 ? { amount: Math.floor(random() * 100) } : {}),
  };
  return { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables };
}

const message = (name: string, correlationKey: string, random: () => number): EngineCommand => ({
  type: 'publishMessage',
  tenantId: TENANT,
  name,
  correlationKey,
  timeToLive: random() < 0.5 ? 0 : 300_000,
  variables: { from: name },
});

function finish(random: () => number, jobKey: string): EngineCommand {
  const kind = random();
  if (kind < 0.7) return { type: 'completeJob', jobKey, variables: { done: jobKey } };
  if (kind < 0.85) {
    const retries = Math.floor(random() * 3);
    return { type: 'failJob', jobKey, retries, errorMessage: 'no «luck»', retryBackOff: random() < 0.5 ? 0 : 30_000 };
  }
  return { type: 'throwError', jobKey, errorCode: 'E', errorMessage: 'nobody catches it' };
}

function handle(random: () => number, userTaskKey: string): EngineCommand {
  const kind = random();
  if (kind < 0.3) return { type: 'assignUserTask', userTaskKey, assignee: 'anna', allowOverride: random() < 0.5 };
  if (kind < 0.5)
    return {
      type: 'updateUserTask',
      userTaskKey,
      changes: { candidateGroups: ['a b', 'c"d'], dueDate: '2030-01-01T00:00:00Z' },
    };
  return { type: 'completeUserTask', userTaskKey, variables: { checked: true } };
}
