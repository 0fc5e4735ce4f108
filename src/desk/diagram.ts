import type { CaseDetail } from './case-detail.js';

/** What the diagram's script draws: the model and where the case stands in it. */
export interface Diagram {
  xml: string;
  /** Ids of elements that are active now. */
  active: string[];
  /** Ids of elements that were completed. */
  completed: string[];
  /** Ids of elements with an open incident. */
  stopped: string[];
}

/** The main process of the case with its tokens. */
export function diagramOf({ pkg, steps, incidents }: CaseDetail): Diagram {
  const main = pkg.bpmn.find(({ outline }) => outline.processes.some(({ id }) => id === pkg.manifest.process));
  const active = steps.filter(({ ended_at }) => ended_at === null).map(({ element_id }) => element_id);
  const completed = steps.filter(({ state }) => state === 'COMPLETED').map(({ element_id }) => element_id);
  return {
    xml: main?.xml ?? '',
    active: [...new Set(active)],
    completed: [...new Set(completed)].filter((id) => !active.includes(id)),
    stopped: [...new Set(incidents.map(({ element_id }) => element_id))],
  };
}
