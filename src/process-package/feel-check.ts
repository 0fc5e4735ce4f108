import { compileDecisionGraph, compileExpression } from '../engine/feel/index.js';
import type { Finding } from './finding.js';

/** Null when a FEEL source can be compiled, else what is wrong with it. The `feel` part of package checks. */
export function checkFeel(source: string): string | null {
  const compiled = compileExpression(source);
  return compiled.ok ? null : compiled.message;
}

/** The `dmn` part of package checks: every table and every cell compiles. */
export async function checkDecisions(path: string, xml: string): Promise<Finding[]> {
  const compiled = await compileDecisionGraph(xml);
  return compiled.ok ? [] : [{ file: path, severity: 'error', message: compiled.message }];
}
