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
    const [unresolved, others] = [warnings.filter(isUnresolved), warnings.filter((one) => !isUnresolved(one))];
    for (const { message } of others) reportWarning(message, findings);
    // An element that could not be read is missing: that others refer to it is no fault of their own.
    if (!findings.hasErrors) for (const { message } of unresolved) reportWarning(message, findings);
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

const isUnresolved = ({ message }: { message: string }): boolean => message.startsWith('unresolved reference');

/** The parser says where: «line: 12 column: 3». */
function placeOf(text: string): string {
  const line = /line:\s*(\d+)/.exec(text)?.[1];
  return line === undefined ? '' : ` Prüfen Sie die Stelle um Zeile ${Number(line) + 1}.`;
}

/** bpmn-moddle reads on after most faults; what it could not understand must not be lost in silence. */
function reportWarning(text: string, findings: FindingList): void {
  const illegal = /illegal ID <([^>]*)>/.exec(text);
  if (illegal) {
    findings.error(
      null,
      `The id '${illegal[1]}' is not a valid XML name`,
      `Die ID «${illegal[1]}» ist kein gültiger Name: erlaubt sind Buchstaben, Ziffern, «_», «-» und «.», am Anfang ein Buchstabe oder «_».`,
    );
    return;
  }
  // Stands alone, or as the reason why an element was left out.
  const duplicate = /duplicate ID <([^>]*)>/.exec(text);
  if (duplicate) {
    findings.error(
      null,
      `The id '${duplicate[1]}' is used more than once`,
      `Die ID «${duplicate[1]}» kommt zweimal vor. Jede ID darf in der Datei nur einmal stehen; ändern Sie eine der beiden.`,
    );
    return;
  }
  const unresolved = /^unresolved reference <(.*)>$/.exec(text);
  if (unresolved?.[1] === 'undefined') {
    findings.error(
      null,
      'A reference is empty',
      'Ein Element enthält einen leeren Verweis auf ein anderes Element. Tragen Sie dessen ID ein oder entfernen Sie den Verweis.',
    );
    return;
  }
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
