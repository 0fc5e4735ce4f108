import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { ZEEBE_DESCRIPTOR } from '../../model/zeebe-descriptor.js';
import { listenerTaskId } from './listener-task.js';

const moddle = new BpmnModdle({ zeebe: ZEEBE_DESCRIPTOR });

/** A model for Zeebe 8.5: start listeners of user tasks become service tasks before them, decisions have their new ids. */
export async function adaptProcess(xml: string, decisions: ReadonlyMap<string, string>): Promise<string> {
  const { rootElement } = await moddle.fromXML(xml);
  const definitions = rootElement as ModdleElement;
  for (const root of (definitions['rootElements'] ?? []) as ModdleElement[]) {
    if (root.$type === 'bpmn:Process') adaptScope(root, decisions);
  }
  return (await moddle.toXML(definitions, { format: false })).xml;
}

function adaptScope(scope: ModdleElement, decisions: ReadonlyMap<string, string>): void {
  for (const element of Array.from(flowElements(scope))) {
    if (element['flowElements']) adaptScope(element, decisions);
    const called = extension(element, 'zeebe:CalledDecision');
    const name = called?.['bindingType'] === 'deployment' ? decisions.get(String(called['decisionId'])) : undefined;
    if (called && name !== undefined) called['decisionId'] = name;
    if (element.$type === 'bpmn:UserTask') listenBefore(scope, element);
  }
}

/**
 * The listener sees the inputs of its task, as it would as a listener. What it answers is visible to the task as soon as it
 * begins; what the task's time limits refer to is made the task's own, because others may listen at the same time.
 */
function listenBefore(scope: ModdleElement, task: ModdleElement): void {
  const listeners = extension(task, 'zeebe:ExecutionListeners');
  if (!listeners) return;
  const extensions = task['extensionElements'] as ModdleElement;
  extensions['values'] = extensionsOf(task).filter((one) => one !== listeners);
  const starting = ((listeners['listeners'] ?? []) as ModdleElement[]).filter((one) => one['eventType'] === 'start');
  const mapping = extension(task, 'zeebe:IoMapping');
  const inputs = (mapping?.['inputParameters'] ?? []) as ModdleElement[];
  starting.forEach((listener, index) => insertBefore(scope, task, listener, index, inputs));
  const own = limitVariables(scope, task).filter((name) => !inputs.some((input) => input['target'] === name));
  keep(task, mapping, own);
}

function insertBefore(
  scope: ModdleElement,
  task: ModdleElement,
  listener: ModdleElement,
  index: number,
  inputs: readonly ModdleElement[],
): void {
  const before = moddle.create('bpmn:ServiceTask', {
    id: `${listenerTaskId(String(task['id']))}${index === 0 ? '' : `-${index}`}`,
    name: task['name'],
    extensionElements: moddle.create('bpmn:ExtensionElements', {
      values: [
        moddle.create('zeebe:TaskDefinition', { type: listener['type'], retries: listener['retries'] ?? '3' }),
        moddle.create('zeebe:IoMapping', {
          inputParameters: inputs.map(({ source, target }: ModdleElement) =>
            moddle.create('zeebe:Input', { source, target }),
          ),
        }),
      ],
    }),
  });
  const flow = moddle.create('bpmn:SequenceFlow', {
    id: `${String(before['id'])}-flow`,
    sourceRef: before,
    targetRef: task,
  });
  for (const other of flowElements(scope)) {
    if (other.$type === 'bpmn:SequenceFlow' && other['targetRef'] === task) other['targetRef'] = before;
  }
  before['incoming'] = task['incoming'];
  before['outgoing'] = [flow];
  task['incoming'] = [flow];
  flowElements(scope).push(before, flow);
}

/** First names in the expressions of the task's dates and of the timers at its border. */
function limitVariables(scope: ModdleElement, task: ModdleElement): string[] {
  const schedule = extension(task, 'zeebe:TaskSchedule');
  const timers = flowElements(scope)
    .filter((one) => one.$type === 'bpmn:BoundaryEvent' && one['attachedToRef'] === task)
    .flatMap((one) => (one['eventDefinitions'] ?? []) as ModdleElement[])
    .flatMap((one) => ['timeDate', 'timeDuration', 'timeCycle'].map((kind) => one[kind] as ModdleElement | undefined))
    .map((expression) => expression?.['body']);
  const expressions = [schedule?.['dueDate'], schedule?.['followUpDate'], ...timers];
  return [
    ...new Set(expressions.flatMap((one) => /^=\s*([\p{L}_][\p{L}\p{N}_]*)/u.exec(String(one ?? ''))?.[1] ?? [])),
  ];
}

function keep(task: ModdleElement, mapping: ModdleElement | undefined, names: readonly string[]): void {
  if (names.length === 0) return;
  const inputs = names.map((name) => moddle.create('zeebe:Input', { source: `=${name}`, target: name }));
  if (mapping) mapping['inputParameters'] = [...((mapping['inputParameters'] ?? []) as ModdleElement[]), ...inputs];
  else extensionsOf(task).push(moddle.create('zeebe:IoMapping', { inputParameters: inputs }));
}

const flowElements = (scope: ModdleElement): ModdleElement[] => scope['flowElements'] as ModdleElement[];

const extensionsOf = (element: ModdleElement): ModdleElement[] =>
  ((element['extensionElements'] as ModdleElement | undefined)?.['values'] ?? []) as ModdleElement[];

const extension = (element: ModdleElement, type: string): ModdleElement | undefined =>
  extensionsOf(element).find((one) => one.$type === type);
