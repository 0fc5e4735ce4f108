import type { Expectation } from '../scenario.js';
import { History } from './history.js';
import type { Run } from './run-scenario.js';

/** How a run ended, in the words of an expectation. */
export function outcomeOf({ events, answers }: Run): Required<Expectation> {
  const history = new History(events);
  return {
    completed: history.ids('ELEMENT_COMPLETED').join(' '),
    terminated: history.ids('ELEMENT_TERMINATED').join(' '),
    active: history.active().join(' '),
    variables: history.variables(),
    incidents: history.incidents().join(' '),
    answer: answers.findLast(({ value }) => value !== undefined)?.value ?? null,
  };
}
