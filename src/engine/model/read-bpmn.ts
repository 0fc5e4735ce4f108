import { BpmnModdle, type ParseWarning } from 'bpmn-moddle';
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
    const { rootElement, elementsById, warnings } = await moddle.fromXML(xml);
    const definitions = rootElement as BpmnNode;
    // The parser drops the prefix of attributes when theirs is the default namespace: no telling whose they are.
    const ownNames = (definitions.$attrs?.['xmlns'] ?? OMG).startsWith(OMG);
    const [unresolved, others] = [warnings.filter(isUnresolved), warnings.filter((one) => !isUnresolved(one))];
    for (const warning of others) {
      if (!isUnknownAttribute(warning)) reportWarning(warning, findings);
      else if (ownNames) reportAttribute(warning, findings);
    }
    const open = unresolved.filter((warning) => !resolvePrefixed(warning, elementsById));
    // An element that could not be read is missing: that others refer to it is no fault of their own.
    if (!findings.hasErrors) for (const warning of open) reportUnresolved(warning, findings);
    return definitions;
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

/** Begin of the namespaces of BPMN and of its drawings. */
const OMG = 'http://www.omg.org/spec/';

const isUnknownAttribute = ({ message }: ParseWarning): boolean => message.startsWith('unknown attribute');
const isUnresolved = ({ message }: ParseWarning): boolean => message.startsWith('unresolved reference');

/** What happens depends on these references. Where the drawing or a pool refers to nothing, nothing else changes. */
const BINDING = new Set([
  'bpmn:outgoing',
  'bpmn:default',
  'bpmn:attachedToRef',
  'bpmn:signalRef',
  'bpmn:activityRef',
  'bpmn:flowNodeRef',
  'bpmn:dataObjectRef',
]);
/** The same for names that others use, too. */
const BINDING_OF: Readonly<Record<string, readonly string[]>> = {
  'bpmn:SequenceFlow': ['bpmn:sourceRef', 'bpmn:targetRef'],
  'bpmn:MessageEventDefinition': ['bpmn:messageRef'],
  'bpmn:ReceiveTask': ['bpmn:messageRef'],
};

/** The parser says where: «line: 12 column: 3». */
function placeOf(text: string): string {
  const line = /line:\s*(\d+)/.exec(text)?.[1];
  return line === undefined ? '' : ` Prüfen Sie die Stelle um Zeile ${Number(line) + 1}.`;
}

/** bpmn-moddle reads on after most faults; what it could not understand must not be lost in silence. */
function reportWarning({ message: text }: ParseWarning, findings: FindingList): void {
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
  const unparsable = /^unparsable content <([^>]*)>/.exec(text);
  if (unparsable && !/^(bpmndi|di|dc):/.test(unparsable[1] ?? '')) {
    findings.error(
      null,
      `The element <${unparsable[1]}> is not known: ${text.replaceAll(/\s*\n\s*/g, ', ')}`,
      `Das Element <${unparsable[1]}> ist unbekannt. Entfernen Sie es oder ersetzen Sie es durch ein unterstütztes.`,
    );
  }
}

/** Attributes of other namespaces are theirs; those without belong to the schema of BPMN. */
function reportAttribute({ element, property = '' }: ParseWarning, findings: FindingList): void {
  const type = element?.$type ?? '';
  if (property.includes(':') || !/^(bpmn|bpmndi|di|dc):/.test(type)) return;
  findings.error(
    null,
    `The attribute '${property}' is not allowed at an element of type ${type}`,
    `Ein Element vom Typ «${type}» hat eine unbekannte Angabe «${property}». Entfernen Sie sie.`,
  );
}

/** `tns:message` names `message`: references are written with the prefix of the file's own namespace, too. */
function resolvePrefixed(
  { element, property = '', value = '' }: ParseWarning,
  elementsById: Record<string, unknown>,
): boolean {
  const target = elementsById[value.replace(/^[^:]*:/, '')];
  // Lists (`incoming`, `outgoing`) only say again what the sequence flows say.
  if (target && !Array.isArray(element?.[property.replace(/^.*:/, '')])) element?.set(property, target);
  return target !== undefined;
}

function reportUnresolved({ element, property = '', value }: ParseWarning, findings: FindingList): void {
  if (value === undefined || value === '') {
    findings.error(
      null,
      'A reference is empty',
      'Ein Element enthält einen leeren Verweis auf ein anderes Element. Tragen Sie dessen ID ein oder entfernen Sie den Verweis.',
    );
    return;
  }
  const type = element?.$type ?? '';
  if (BINDING.has(property) || BINDING_OF[type]?.includes(property)) {
    findings.error(
      null,
      `The reference '${value}' cannot be resolved`,
      `Ein Element verweist auf «${value}», das es in der Datei nicht gibt.`,
    );
  } else if (!/^(bpmndi|di):/.test(type)) {
    findings.warning(
      null,
      `The reference '${value}' cannot be resolved and is ignored`,
      `Ein Element verweist auf «${value}», das es in der Datei nicht gibt. Der Verweis hat keine Wirkung.`,
    );
  }
}
