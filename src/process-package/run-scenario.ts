import type { PackageManifest } from './manifest.js';
import { resolveSettings } from './resolve-settings.js';
import type { JobAnswer, Scenario, ScenarioStep, ScenarioVariables } from './scenario.js';

export interface WaitingJob {
  key: string;
  type: string;
  elementId: string;
  headers: Readonly<Record<string, string>>;
}

export interface OpenTask {
  key: string;
  elementId: string;
  candidateGroups: readonly string[];
}

/** What a scenario needs of an engine; each call returns when everything it caused has settled. */
export interface ScenarioEngine {
  /** Starts one instance of the process. */
  start(bpmnProcessId: string, variables: ScenarioVariables): void;
  waitingJobs(): WaitingJob[];
  openTasks(): OpenTask[];
  completeJob(key: string, variables: ScenarioVariables): void;
  throwError(key: string, code: string, variables: ScenarioVariables): void;
  completeTask(key: string, variables: ScenarioVariables): void;
  publishMessage(name: string, correlationKey: string, variables: ScenarioVariables): void;
  /** Moves the virtual clock and fires what is due. */
  advance(milliseconds: number): void;
  /** Texts of open incidents. */
  incidents(): string[];
  /** Ids of end events that were completed, in order. */
  reachedEnds(): string[];
  isEnded(): boolean;
  /** Value of a variable at the root of the instance; also after its end. */
  variable(name: string): unknown;
}

/** Case of every scenario: invented, and the same for all, so that results repeat. */
export const SCENARIO_CASE = {
  id: '00000000-0000-4000-8000-0000000000aa',
  nummer: '9990-2026-0001',
  kanal: 'portal',
  eingereichtAm: '2026-11-24',
};
const MUNICIPALITY = {
  bfs: '9990',
  name: 'Musterdorf',
  amtsname: 'Gemeinde Musterdorf',
  plz: '3999',
  ort: 'Musterdorf',
  telefon: '+41 27 999 00 00',
  email: 'gemeinde@musterdorf.example',
};
const MAXIMUM_JOBS = 500;
const DAY = 86_400_000;

/** Runs an example; returns what did not come as expected, in German. Empty = as expected. */
export function runScenario(engine: ScenarioEngine, manifest: PackageManifest, scenario: Scenario): string[] {
  const { variables, problems } = startVariables(manifest, scenario);
  if (problems.length > 0) return problems;
  const documents: string[] = [];
  engine.start(manifest.process, variables);
  for (const [index, step] of scenario.steps.entries()) {
    answerJobs(engine, scenario.jobs, documents);
    const problem = takeStep(engine, step);
    if (problem !== undefined) return [`Schritt ${index + 1}: ${problem}`, ...engine.incidents()];
  }
  answerJobs(engine, scenario.jobs, documents);
  return [...engine.incidents(), ...compareResult(engine, scenario, documents)];
}

/** What the case of an example begins with; `problems` (German) where its settings cannot be resolved. */
export function startVariables(
  manifest: PackageManifest,
  scenario: Scenario,
): { variables: ScenarioVariables; problems: string[] } {
  const overlay = Object.fromEntries(
    Object.entries(scenario.settings).map(([key, value]) => [key, [{ value: value as string }]]),
  );
  const settings = resolveSettings(
    { settings: manifest.settings.map((definition) => ({ ...definition, layers: ['gemeinde' as const] })) },
    { gemeinde: overlay },
    SCENARIO_CASE.eingereichtAm,
  );
  const variables = {
    fall: SCENARIO_CASE,
    gemeinde: MUNICIPALITY,
    einstellungen: settings.values as ScenarioVariables,
    [manifest.start.variable]: scenario.start,
  };
  return { variables, problems: settings.findings.map((finding) => finding.message) };
}

/** Answers every job that the example has an answer for, until none is left. */
function answerJobs(engine: ScenarioEngine, answers: Readonly<Record<string, JobAnswer>>, documents: string[]): void {
  for (let count = 0; count < MAXIMUM_JOBS; count += 1) {
    const job = engine.waitingJobs().find((candidate) => Object.hasOwn(answers, candidate.type));
    const answer = job === undefined ? undefined : answers[job.type];
    if (job === undefined || answer === undefined) return;
    if (job.type === 'doc.render') documents.push(job.headers.template ?? '');
    if (answer.kind === 'error') engine.throwError(job.key, answer.error, answer.variables);
    else engine.completeJob(job.key, answer.variables);
  }
}

function takeStep(engine: ScenarioEngine, step: ScenarioStep): string | undefined {
  if ('expectTask' in step) {
    const task = engine.openTasks().find((candidate) => candidate.elementId === step.expectTask);
    if (task === undefined)
      return `Die Aufgabe «${step.expectTask}» ist nicht offen. Offen: ${
        engine
          .openTasks()
          .map((open) => open.elementId)
          .join(', ') || 'keine'
      }.`;
    if (step.group !== undefined && !task.candidateGroups.includes(step.group))
      return `Die Aufgabe «${step.expectTask}» geht nicht an «${step.group}».`;
    if (step.complete !== undefined) engine.completeTask(task.key, step.complete);
    return undefined;
  }
  if ('expectJob' in step) {
    const job = engine.waitingJobs().find((candidate) => candidate.type === step.expectJob);
    if (job === undefined) return `Kein Auftrag «${step.expectJob}» wartet.`;
    engine.completeJob(job.key, step.complete);
    return undefined;
  }
  if ('publishMessage' in step) engine.publishMessage(step.publishMessage, SCENARIO_CASE.id, step.variables);
  else engine.advance(Number.parseInt(step.advanceClock.slice(1), 10) * DAY);
  return undefined;
}

function compareResult(engine: ScenarioEngine, scenario: Scenario, documents: readonly string[]): string[] {
  const problems: string[] = [];
  const { end, documents: wanted, variables } = scenario.expect;
  if (!engine.isEnded())
    problems.push(
      `Der Fall ist nicht zu Ende. Offen: ${
        engine
          .openTasks()
          .map((task) => task.elementId)
          .join(', ') || 'keine Aufgabe'
      }.`,
    );
  if (!engine.reachedEnds().includes(end))
    problems.push(`Erwartet war das Ende «${end}», erreicht: ${engine.reachedEnds().join(', ') || 'keines'}.`);
  if (documents.join(', ') !== wanted.join(', '))
    problems.push(
      `Erwartet waren die Briefe ${wanted.join(', ') || '(keine)'}; erstellt wurden ${documents.join(', ') || '(keine)'}.`,
    );
  for (const [name, value] of Object.entries(variables)) {
    const actual = engine.variable(name);
    if (JSON.stringify(actual) !== JSON.stringify(value))
      problems.push(`«${name}» ist ${JSON.stringify(actual)}, erwartet war ${JSON.stringify(value)}.`);
  }
  return problems;
}
