import { compileDecisionGraph, compileExpression, mayImport } from '../engine/feel/index.js';
import type { Finding } from './finding.js';

/** Null when a FEEL source can be compiled, else what is wrong with it. The `feel` part of package checks. */
export function checkFeel(source: string): string | null {
  const compiled = compileExpression(source);
  return compiled.ok ? null : compiled.message;
}

/**
 * The `dmn` part of package checks: every table and every cell compiles, also in models that the engine would take as they
 * are. `others` are the package's other decision models, which this one may import.
 */
export async function checkDecisions(path: string, xml: string, others: readonly string[] = []): Promise<Finding[]> {
  const compiled = await compileDecisionGraph(xml, { imports: mayImport(xml) ? others : [] });
  const messages = compiled.ok ? compiled.value.warnings : [compiled.message];
  return messages.map((message) => ({ file: path, severity: 'error', message }));
}
