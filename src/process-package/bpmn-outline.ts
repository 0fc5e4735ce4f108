import { XMLParser } from 'fast-xml-parser';

/** What a package needs to know of a BPMN element: its name, its references to other files, its expressions. */
export interface BpmnElement {
  id: string;
  /** Local name: `userTask`, `boundaryEvent`, `sequenceFlow`, … */
  type: string;
  name: string;
  processId: string;
  parentId: string;
  /** For end events: whether the enclosing scope is the process itself. */
  topLevel: boolean;
  formId?: string;
  decisionId?: string;
  calledProcessId?: string;
  jobType?: string;
  /** Fixed types of all jobs of the element, those of its listeners included. */
  jobTypes: string[];
  headers: Record<string, string>;
  candidateGroups: string[];
  /** Event sub-process. */
  triggeredByEvent: boolean;
  /** Start event of an event sub-process: ends what runs beside it. */
  interrupting: boolean;
  attachedTo?: string;
  errorCode?: string;
  messageName?: string;
  /** FEEL sources without the leading `=`. */
  expressions: string[];
}

export interface BpmnOutline {
  processes: { id: string; name: string; executable: boolean }[];
  elements: BpmnElement[];
}

export type BpmnOutlineResult = { ok: true; value: BpmnOutline } | { ok: false; message: string; line?: number };

type XmlNode = { [tag: string]: XmlNode[] | string | number } & { ':@'?: Record<string, string> };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  trimValues: true,
});

const SCOPES = new Set(['process', 'subProcess', 'transaction', 'adHocSubProcess']);
const NOT_FLOW_ELEMENTS = new Set([
  'definitions',
  'BPMNDiagram',
  'extensionElements',
  'incoming',
  'outgoing',
  'documentation',
]);

/** Reads the skeleton of a BPMN file. The engine's own check decides whether it can run; this one serves references. */
export function outlineBpmn(xml: string): BpmnOutlineResult {
  let roots: XmlNode[];
  try {
    roots = parser.parse(xml, true) as XmlNode[];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = /line (\d+)/i.exec(message) ?? /:(\d+):/.exec(message);
    return {
      ok: false,
      message: 'Die Datei ist kein gültiges XML.',
      ...(line?.[1] === undefined ? {} : { line: Number(line[1]) }),
    };
  }
  const definitions = roots.find((node) => tagOf(node) === 'definitions');
  if (definitions === undefined)
    return { ok: false, message: 'Die Datei ist kein BPMN-Modell (kein Element «definitions»).' };
  const names = readGlobalNames(definitions);
  const outline: BpmnOutline = { processes: [], elements: [] };
  for (const node of childrenOf(definitions)) {
    if (tagOf(node) !== 'process') continue;
    const id = attribute(node, 'id');
    outline.processes.push({
      id,
      name: attribute(node, 'name'),
      executable: attribute(node, 'isExecutable') === 'true',
    });
    collect(node, { processId: id, parentId: id }, names, outline.elements);
  }
  return { ok: true, value: outline };
}

type GlobalNames = { errors: Map<string, string>; messages: Map<string, string>; correlationKeys: Map<string, string> };

function readGlobalNames(definitions: XmlNode): GlobalNames {
  const names: GlobalNames = { errors: new Map(), messages: new Map(), correlationKeys: new Map() };
  for (const node of childrenOf(definitions)) {
    const tag = tagOf(node);
    if (tag === 'error') names.errors.set(attribute(node, 'id'), attribute(node, 'errorCode'));
    if (tag !== 'message') continue;
    names.messages.set(attribute(node, 'id'), attribute(node, 'name'));
    const subscription = descendants(node).find((child) => tagOf(child) === 'subscription');
    if (subscription !== undefined)
      names.correlationKeys.set(attribute(node, 'id'), attribute(subscription, 'correlationKey'));
  }
  return names;
}

function collect(
  scope: XmlNode,
  position: { processId: string; parentId: string },
  names: GlobalNames,
  into: BpmnElement[],
): void {
  for (const node of childrenOf(scope)) {
    const type = tagOf(node);
    const id = attribute(node, 'id');
    if (id === '' || NOT_FLOW_ELEMENTS.has(type) || type.endsWith('EventDefinition')) continue;
    into.push(readElement(node, type, id, position, names));
    if (SCOPES.has(type)) collect(node, { processId: position.processId, parentId: id }, names, into);
  }
}

function readElement(
  node: XmlNode,
  type: string,
  id: string,
  position: { processId: string; parentId: string },
  names: GlobalNames,
): BpmnElement {
  const own = ownNodes(node, SCOPES.has(type));
  const find = (tag: string) => own.find((child) => tagOf(child) === tag);
  const valueOf = (tag: string, name: string) => {
    const found = find(tag);
    return found === undefined ? '' : attribute(found, name);
  };
  const headers: Record<string, string> = {};
  for (const child of own) if (tagOf(child) === 'header') headers[attribute(child, 'key')] = attribute(child, 'value');
  const messageRef = valueOf('messageEventDefinition', 'messageRef');
  const groups = valueOf('assignmentDefinition', 'candidateGroups');
  const correlationKey = names.correlationKeys.get(messageRef) ?? '';
  const optional = {
    formId: valueOf('formDefinition', 'formId'),
    decisionId: valueOf('calledDecision', 'decisionId'),
    calledProcessId: valueOf('calledElement', 'processId'),
    jobType: valueOf('taskDefinition', 'type'),
    attachedTo: attribute(node, 'attachedToRef'),
    messageName: names.messages.get(messageRef) ?? '',
  };
  const hasError = find('errorEventDefinition') !== undefined;
  return {
    id,
    type,
    name: attribute(node, 'name'),
    ...position,
    topLevel: position.parentId === position.processId,
    triggeredByEvent: attribute(node, 'triggeredByEvent') === 'true',
    interrupting: attribute(node, 'isInterrupting') !== 'false',
    headers,
    jobTypes: own
      .filter((child) => /^(?:taskDefinition|executionListener|taskListener)$/.test(tagOf(child)))
      .map((child) => attribute(child, 'type'))
      .filter((type) => type !== '' && !type.startsWith('=')),
    candidateGroups: groups.startsWith('=')
      ? []
      : groups
          .split(',')
          .map((group) => group.trim())
          .filter((group) => group !== ''),
    expressions: [...own.flatMap(expressionsOf), ...(correlationKey.startsWith('=') ? [correlationKey.slice(1)] : [])],
    ...(hasError ? { errorCode: names.errors.get(valueOf('errorEventDefinition', 'errorRef')) ?? '' } : {}),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== '')),
  };
}

/** The element and what belongs to it alone: for a scope its extensions, not the elements inside. */
function ownNodes(node: XmlNode, isScope: boolean): XmlNode[] {
  if (!isScope) return [node, ...descendants(node)];
  const loops = new Set(['extensionElements', 'multiInstanceLoopCharacteristics']);
  return [
    node,
    ...childrenOf(node)
      .filter((child) => loops.has(tagOf(child)))
      .flatMap((child) => [child, ...descendants(child)]),
  ];
}

/** Attribute values and texts that start with `=` are FEEL. */
function expressionsOf(node: XmlNode): string[] {
  const attributes = Object.values(node[':@'] ?? {});
  const texts = childrenOf(node).map((child) => child['#text']);
  return [...attributes, ...texts]
    .filter((text): text is string => typeof text === 'string' && text.trimStart().startsWith('='))
    .map((text) => text.trimStart().slice(1).trim());
}

function tagOf(node: XmlNode): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function childrenOf(node: XmlNode): XmlNode[] {
  const children = node[tagOf(node)];
  return Array.isArray(children) ? children : [];
}

function descendants(node: XmlNode): XmlNode[] {
  return childrenOf(node).flatMap((child) => [child, ...descendants(child)]);
}

function attribute(node: XmlNode, name: string): string {
  return node[':@']?.[name] ?? '';
}
