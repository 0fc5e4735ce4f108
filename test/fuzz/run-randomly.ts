/** Runs a process as a mean user would: jobs and tasks answered with anything, messages nobody waits for, the clock moved far. */
import type { EngineCommand, Outcome, Variables } from '../../src/engine/engine.js';
import { InMemoryEngine } from '../../src/engine/core/in-memory-engine.js';
import { randomVariables } from './random-json.js';
import type { RandomSource } from './random-source.js';

const TENANT = '<default>';
const STEPS = 25;
const FAR = 40 * 86_400_000;
type Given = Exclude<EngineCommand, { type: 'deployResources' | 'createProcessInstanceWithResult' }>;

export async function runRandomly(
  xml: string,
  random: RandomSource,
  variables: () => Variables = () => randomVariables(random, []),
): Promise<void> {
  const engine = new InMemoryEngine();
  const deployed = await engine.deploy([{ name: 'fuzz.bpmn', content: xml }], TENANT);
  if (!deployed.ok) return demandReason(deployed);
  for (const { bpmnProcessId } of deployed.value.processes)
    demandReason(
      engine.execute({ type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables: variables() }),
    );
  for (let step = 0; step < STEPS; step += 1) {
    demandReason(engine.execute(randomCommand(engine, random, variables)));
    if (random.next() < 0.1) engine.advance(random.below(FAR));
  }
}

function randomCommand(engine: InMemoryEngine, random: RandomSource, variables: () => Variables): Given {
  const { jobs, userTasks, incidents } = engine.state;
  const key = (from: ReadonlyMap<number, unknown>): string => String(random.pick([...from.keys(), 1, -1, Number.NaN]));
  switch (random.below(9)) {
    case 0:
    case 1:
    case 2:
      return { type: 'completeJob', jobKey: key(jobs), variables: variables() };
    case 3:
    case 4:
      return { type: 'completeUserTask', userTaskKey: key(userTasks), variables: variables() };
    case 5:
      return { type: 'failJob', jobKey: key(jobs), retries: random.pick([0, 1, -1]), errorMessage: '' };
    case 6:
      return { type: 'throwError', jobKey: key(jobs), errorCode: random.pick(['', 'x']), errorMessage: '' };
    case 7:
      return { type: 'resolveIncident', incidentKey: key(incidents) };
    default:
      return {
        type: 'publishMessage',
        tenantId: TENANT,
        name: random.pick(['', 'x', 'nachricht']),
        correlationKey: '',
        timeToLive: random.pick([0, 1, FAR]),
        variables: variables(),
      };
  }
}

/** A refusal has one of the engine's codes and a reason. */
function demandReason(outcome: Outcome<unknown>): void {
  if (!outcome.ok && (!outcome.rejection.code || outcome.rejection.reason.length < 10))
    throw new Error(`Refused without a reason: ${JSON.stringify(outcome.rejection)}`);
}
