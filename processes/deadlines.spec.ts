import { resolve } from 'node:path';
import {
  deployableResources,
  loadPackage,
  openScenarioEngine,
  parseScenario,
  type ProcessPackage,
  readPackageDirectory,
  runScenario,
  type ScenarioEngine,
} from '../src/process-package/index.js';

const START = Date.parse('2026-11-24T08:00:00Z');
const HOUR = 3_600_000;
const REMINDER = '2027-02-15T08:00:00+01:00';
/** The periods that a party has, and what comes when one passes unused. */
const PARTY_PERIODS: [packageId: string, scenario: string, task: string, afterwards: string][] = [
  ['baugesuch', 'saeumnis-nichteintreten', 'ut_nachreichen', 'ut_saeumnis'],
  ['baugesuch', 'einsprache-und-ablehnung', 'ut_stellungnahme', 'ut_einigung'],
  ['zuzug', 'ergaenzen-und-schalter', 'ut_ergaenzen', 'ut_ausbleiben'],
  ['zuzug', 'krankenversicherung-fehlt', 'ut_kvg_nachweis', 'ut_kvg_zuweisung'],
];

async function load(id: string): Promise<ProcessPackage> {
  const loaded = loadPackage(await readPackageDirectory(resolve(import.meta.dirname, id)));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.value;
}

/** Follows an example until the task is open; every period of a task then ends with `lastDay`. */
async function upTo(pkg: ProcessPackage, name: string, task: string, lastDay: string): Promise<ScenarioEngine> {
  const scenario = parseScenario(pkg.scenarios.get(`scenario/${name}.yaml`) ?? '');
  const engine = await openScenarioEngine(deployableResources(pkg), START);
  if (!scenario.ok || !engine.ok) throw new Error(name);
  const { steps } = scenario.value;
  const index = steps.findIndex((step) => 'expectTask' in step && step.expectTask === task);
  const frist = {
    letzterTag: lastDay,
    faellig: `${lastDay}T23:59:00+01:00`,
    ablauf: new Date(Date.parse(`${lastDay}T00:00:00+01:00`) + 24 * HOUR).toISOString(),
    naechsterMorgen: new Date(Date.parse(`${lastDay}T08:00:00+01:00`) + 24 * HOUR).toISOString(),
    erinnerung: REMINDER,
  };
  runScenario(engine.value, pkg.manifest, {
    ...scenario.value,
    jobs: { ...scenario.value.jobs, 'deadline.task': { kind: 'complete', variables: { frist } } },
    steps: [...steps.slice(0, index), { expectTask: task }],
  });
  return engine.value;
}

const open = (engine: ScenarioEngine): string[] => engine.openTasks().map(({ elementId }) => elementId);

describe('deadlines of tasks', () => {
  it.each(['baugesuch', 'zuzug'])('should be counted by a worker for every task of %s', async (id) => {
    const { bpmn } = await load(id);
    const tasks = bpmn.flatMap(({ outline }) => outline.elements).filter(({ type }) => type === 'userTask');
    expect(tasks.length).toBeGreaterThan(10);
    for (const { id: task, expressions } of tasks)
      expect({ task, expressions }).toMatchObject({
        expressions: expect.arrayContaining([
          'frist.faellig',
          expect.stringMatching(/^\{dauer: einstellungen\.frist\w+, zaehlung: "(ARBEITSTAGE|KALENDERTAGE)"/),
        ]),
      });
  });

  it.each(PARTY_PERIODS)('should leave %s · %s · %s open until the last day is over', async (id, name, task, next) => {
    const pkg = await load(id);
    const lastDay = '2027-03-01';
    const engine = await upTo(pkg, name, task, lastDay);
    expect(open(engine)).toContain(task);
    const steps = parseScenario(pkg.scenarios.get(`scenario/${name}.yaml`) ?? '');
    const moved = steps.ok ? movedBefore(steps.value.steps, task) : 0;
    engine.advance(Date.parse(`${lastDay}T23:59:00+01:00`) - START - moved);
    expect(open(engine)).toContain(task);
    engine.advance(HOUR / 60);
    for (let count = 0; count < 5; count += 1)
      for (const job of engine.waitingJobs())
        engine.completeJob(job.key, {
          dokument: { id: 'x' },
          versand: {},
          frist: {
            faellig: '2027-04-01T00:00:00Z',
            ablauf: '2027-04-02T00:00:00Z',
            naechsterMorgen: '2027-04-02T06:00:00Z',
          },
        });
    expect(open(engine)).not.toContain(task);
    expect(open(engine)).toContain(next);
  });
});

describe('reminders', () => {
  it.each([
    ['baugesuch', 'nachforderung-dann-rueckzug', 'ut_formell', '2027-03-02T08:00:00+01:00'],
    ['zuzug', 'ergaenzen-und-schalter', 'ut_ergaenzen', REMINDER],
    ['zuzug', 'krankenversicherung-fehlt', 'ut_kvg_nachweis', REMINDER],
  ])('should wait in %s · %s · %s for the morning that the worker names', async (id, name, task, morning) => {
    const engine = await upTo(await load(id), name, task, '2027-03-01');
    engine.advance(Date.parse(morning) - START - 1_000);
    expect(engine.waitingJobs()).toEqual([]);
    engine.advance(1_000);
    expect(engine.waitingJobs()).toMatchObject([{ type: 'notify.send' }]);
    expect(open(engine)).toContain(task);
  });
});

/** How far an example moved the clock before the task came up, in milliseconds. */
function movedBefore(steps: readonly object[], task: string): number {
  const index = steps.findIndex((step) => 'expectTask' in step && step.expectTask === task);
  return steps
    .slice(0, index)
    .reduce(
      (sum, step) =>
        sum + ('advanceClock' in step ? Number.parseInt(String(step.advanceClock).slice(1), 10) * 24 * HOUR : 0),
      0,
    );
}
