import type { RunningCase } from '../../case/moved-case.store.js';
import { type MovePlan, placesOf, planMove, type WaitingInstance } from '../../engine/move/index.js';

/** One running instance with the case it belongs to, and whether it can be moved. */
export interface MovingCase {
  instance: WaitingInstance;
  /** Absent: somebody else's instance, which no page shows. */
  about: RunningCase | undefined;
  plan: MovePlan;
}

export function movingCase(instance: WaitingInstance, about: RunningCase | undefined): MovingCase {
  const plan = planMove(instance);
  if (about) return { instance, about, plan };
  const strange = 'it belongs to no case; whoever started it has to start it on the other engine';
  return { instance, about, plan: { ok: false, obstacles: [strange, ...(plan.ok ? [] : plan.obstacles)] } };
}

/** One line for people: number, Gemeinde, process, place, and what will become of it. */
export function lineOf({ instance, about, plan }: MovingCase): string {
  const who = about
    ? `${about.number}  ${about.municipality}  ${about.package_id} ${about.package_version}`
    : `instance ${instance.key}  ${instance.tenantId}  ${instance.bpmnProcessId}`;
  const verdict = plan.ok ? ['can move', ...plan.warnings].join('; ') : `cannot move: ${plan.obstacles.join('; ')}`;
  return `${who}  at ${placesOf(instance)}  –  ${verdict}`;
}

export function sumsOf(cases: readonly MovingCase[]): string {
  const movable = cases.filter(({ plan }) => plan.ok).length;
  const warned = cases.filter(({ plan }) => plan.ok && plan.warnings.length > 0).length;
  return `${cases.length} running: ${movable} can move (${warned} with something to know), ${cases.length - movable} cannot.`;
}
