import { attribute, type BpmnNode, extension } from './bpmn-node.js';
import { CompileContext } from './compile-context.js';
import { type FindingList, typeName } from './finding.js';

const REFERRED_TO = new Set(['bpmn:Message', 'bpmn:Signal', 'bpmn:Error', 'bpmn:Escalation']);

/** Rules about the file as a whole: ids, and the messages and signals that no event of its processes looks at. */
export function checkDefinitions(
  { rootElements = [] }: BpmnNode,
  executable: readonly BpmnNode[],
  findings: FindingList,
): void {
  const inside = executable.flatMap(descendants);
  const declared = rootElements.filter(({ $type }) => REFERRED_TO.has($type));
  for (const node of [...executable, ...inside, ...declared]) {
    checkId(node, findings);
    checkExtensions(node, node, findings);
    if (node.loopCharacteristics) checkExtensions(node, node.loopCharacteristics, findings);
  }
  const used = new Set(
    inside.flatMap(({ messageRef, eventDefinitions = [] }) => [
      messageRef,
      ...eventDefinitions.flatMap((definition) => [definition.messageRef, definition.signalRef]),
    ]),
  );
  for (const node of declared) if (!used.has(node)) checkUnused(node, findings);
}

function descendants({ flowElements = [] }: BpmnNode): BpmnNode[] {
  return flowElements.flatMap((node) => [node, ...descendants(node)]);
}

/** Records, incidents and commands name elements by their id; what is only drawn does without. */
function checkId(node: BpmnNode, findings: FindingList): void {
  if (node.id || node.$type.startsWith('bpmn:Data')) return;
  const type = typeName(node);
  findings.error(
    node,
    `An element of type ${type} has no id`,
    `Einem Element vom Typ «${type}» fehlt die ID. Jedes Element braucht eine eigene.`,
  );
}

/** Two of a kind contradict each other. Of properties the engine takes no notice. */
function checkExtensions(node: BpmnNode, { extensionElements }: BpmnNode, findings: FindingList): void {
  const types = (extensionElements?.values ?? []).map(({ $type }) => $type).filter((type) => type.startsWith('zeebe:'));
  for (const type of new Set(types.filter((one, index) => types.indexOf(one) !== index))) {
    if (type === 'zeebe:Properties') continue;
    const name = type.replace(/:./, (start) => start.toLowerCase());
    findings.error(
      node,
      `Must have exactly one '${name}' extension element`,
      `Die Erweiterung ${name} steht zweimal da. Entfernen Sie eine der beiden.`,
    );
  }
}

/** Nobody waits for it, but its expressions have to be sound: so Zeebe asks. */
function checkUnused(node: BpmnNode, findings: FindingList): void {
  const context = new CompileContext(findings);
  if (node.$type === 'bpmn:Message' || node.$type === 'bpmn:Signal') context.optional(node, node.name, 'name');
  const key = attribute(extension(node, 'Subscription'), 'correlationKey');
  if (key !== undefined) context.required(node, key, 'correlationKey');
}
