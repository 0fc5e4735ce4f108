import { BpmnModdle } from 'bpmn-moddle';
import type { BpmnNode } from './bpmn-node.js';
import { FindingList } from './finding.js';
import { checkXmlText } from './read-xml.js';
import { ZEEBE_DESCRIPTOR } from './zeebe-descriptor.js';

const moddle = new BpmnModdle({ zeebe: ZEEBE_DESCRIPTOR });

/** Parses a BPMN file; null when it cannot be read at all. Faults of the XML go into `findings`. */
export async function readBpmn(xml: string, findings: FindingList): Promise<BpmnNode | null> {
  const problem = checkXmlText(xml);
  if (problem !== null) {
    findings.error(null, problem.reason, problem.message);
    return null;
  }
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    for (const warning of warnings) reportWarning(warning.message, findings);
    return rootElement as BpmnNode;
  } catch (error) {
    const text = error instanceof Error ? error.message.replaceAll(/\s*\n\s*/g, ' ') : String(error);
    findings.error(
      null,
      `The resource is not a valid BPMN model: ${text}`,
      `Die Datei ist kein gültiges BPMN-Modell.${placeOf(text)}`,
    );
    return null;
  }
}

/** The parser says where: «line: 12 column: 3». */
function placeOf(text: string): string {
  const line = /line:\s*(\d+)/.exec(text)?.[1];
  return line === undefined ? '' : ` Prüfen Sie die Stelle um Zeile ${Number(line) + 1}.`;
}

/** bpmn-moddle reads on after most faults; what it could not understand must not be lost in silence. */
function reportWarning(text: string, findings: FindingList): void {
  // Stands alone, or as the reason why an element was left out.
  const duplicate = /duplicate ID <([^>]*)>/.exec(text);
  if (duplicate) {
    findings.error(
      null,
      `Duplicate ID '${duplicate[1]}'`,
      `Die ID «${duplicate[1]}» kommt zweimal vor. Jede ID darf nur einmal stehen; ändern Sie eine der beiden.`,
    );
    return;
  }
  const unresolved = /^unresolved reference <(.*)>$/.exec(text);
  if (unresolved) {
    findings.error(
      null,
      `The reference '${unresolved[1]}' cannot be resolved`,
      `Ein Element verweist auf «${unresolved[1]}», das es in der Datei nicht gibt.`,
    );
    return;
  }
  const unparsable = /^unparsable content <([^>]*)>/.exec(text);
  if (unparsable && !/^(bpmndi|di|dc):/.test(unparsable[1] ?? '')) {
    findings.error(
      null,
      `The element <${unparsable[1]}> is not known: ${text.replaceAll(/\s*\n\s*/g, ', ')}`,
      `Das Element <${unparsable[1]}> ist unbekannt. Entfernen Sie es oder ersetzen Sie es durch ein unterstütztes.`,
    );
  }
}
