import { compileExpression } from '../engine/feel/index.js';

/** Null when a FEEL source can be compiled, else what is wrong with it. The `feel` part of package checks. */
export function checkFeel(source: string): string | null {
  const compiled = compileExpression(source);
  return compiled.ok ? null : compiled.message;
}
