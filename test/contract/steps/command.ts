import type { EngineCommand } from '../../../src/engine/engine.js';
import type { History } from '../run/history.js';
import type { Code, Step } from '../scenario.js';

export const TENANT = '<default>';

/** Any command, with keys looked up in what has happened. */
export const send = (name: string, build: (history: History) => EngineCommand): Step => ({
  name,
  code: 'OK',
  command: build,
});

/** The same step, but it is refused; by the embedded engine, if it differs, with another code. */
export function refused(code: Code, step: Step, codeHere: Code = code): Step {
  return { ...step, code, codeHere, name: `${step.name} (${code})` } as Step;
}
