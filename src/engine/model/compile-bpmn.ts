import type { BpmnNode } from './bpmn-node.js';
import { checkDefinitions } from './check-definitions.js';
import { compileProcess } from './compile-process.js';
import type { Finding } from './finding.js';
import { FindingList } from './finding.js';
import type { ExecutableProcess } from './graph.js';
import { readBpmn } from './read-bpmn.js';

export type CompiledBpmn =
  { ok: true; processes: ExecutableProcess[]; warnings: Finding[] } | { ok: false; findings: Finding[] };

/** BPMN XML → executable graphs of all executable processes in the file, or everything that is wrong with it. Pure. */
export async function compileBpmn(xml: string): Promise<CompiledBpmn> {
  const findings = new FindingList();
  const definitions = await readBpmn(xml, findings);
  const processes: ExecutableProcess[] = [];
  // What could not be read is missing in the graph: further faults would only be its consequences.
  if (definitions && !findings.hasErrors) {
    const executable = executableOf(definitions);
    if (executable.length === 0) {
      findings.error(
        null,
        'Must contain at least one executable process',
        'Die Datei enthält keinen ausführbaren Prozess (isExecutable="true").',
      );
    }
    checkDefinitions(definitions, executable, findings);
    for (const node of executable) processes.push(compileProcess(node, findings));
  }
  return findings.hasErrors ? { ok: false, findings: findings.all } : { ok: true, processes, warnings: findings.all };
}

/**
 * The graphs of a file that was accepted once: what is checked more strictly today does not stop instances of yesterday.
 * Undefined when the file cannot be read at all.
 */
export async function compileDeployed(xml: string): Promise<ExecutableProcess[] | undefined> {
  const definitions = await readBpmn(xml, new FindingList());
  return definitions ? executableOf(definitions).map((node) => compileProcess(node, new FindingList())) : undefined;
}

const executableOf = ({ rootElements = [] }: BpmnNode): BpmnNode[] =>
  rootElements.filter(({ $type, isExecutable }) => $type === 'bpmn:Process' && isExecutable === true);

/** The checks of a deployment without deploying; for the studio and for package validation. */
export async function checkBpmn(xml: string): Promise<Finding[]> {
  const compiled = await compileBpmn(xml);
  return compiled.ok ? compiled.warnings : compiled.findings;
}
