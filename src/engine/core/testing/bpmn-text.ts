/** BPMN as short TypeScript, for tests: elements are small functions, sequence flows are texts like `a -> b [x > 1]`. */

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const attributes = (values: Attributes): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escape(String(value))}"`]))
    .join('');

export interface Extras {
  /** Input mappings, target → source. */
  inputs?: Readonly<Record<string, string>>;
  outputs?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  /** Multi-instance over this collection. */
  each?: Loop;
  default?: string;
  /** Execution listeners, e.g. `['start', 'audit']`. */
  listeners?: readonly (readonly ['start' | 'end', string])[];
  isForCompensation?: boolean;
}

export interface Loop {
  in: string;
  as?: string;
  sequential?: boolean;
  collect?: [collection: string, element: string];
  until?: string;
}

/** A file with one or several processes; the messages and errors they use are declared by themselves. */
export function bpmn(...processes: string[]): string {
  const body = processes.join('\n');
  const errors = [...new Set([...body.matchAll(/errorRef="error_([^"]*)"/g)].map(([, code]) => code ?? ''))];
  const messages = [...new Set([...body.matchAll(/messageRef="([^"]*)"/g)].map(([, id]) => id ?? ''))];
  const signals = [...new Set([...body.matchAll(/signalRef="([^"]*)"/g)].map(([, id]) => id ?? ''))];
  const escalations = [
    ...new Set([...body.matchAll(/escalationRef="escalation_([^"]*)"/g)].map(([, code]) => code ?? '')),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="t">
${errors.map((code) => `<bpmn:error id="error_${code}" errorCode="${code}" />`).join('\n')}
${messages.map(messageOf).join('\n')}
${signals.map((id) => `<bpmn:signal id="${id}" name="${escape(decode(id.slice(2)))}" />`).join('\n')}
${escalations.map((code) => `<bpmn:escalation id="escalation_${code}" escalationCode="${code}" />`).join('\n')}
${body}
</bpmn:definitions>`;
}

/** The id of a message holds its name and the expression of its key, so that tests write both where they are used. */
const messageId = (name: string, key: string): string => `m_${encode(JSON.stringify([name, key]))}`;

const encode = (text: string): string =>
  [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');

const decode = (hex: string): string =>
  hex.replaceAll(/.{4}/g, (digits) => String.fromCharCode(Number.parseInt(digits, 16)));

function messageOf(id: string): string {
  const [name, key] = JSON.parse(decode(id.slice(2))) as [string, string];
  const subscription =
    key === ''
      ? ''
      : `<bpmn:extensionElements><zeebe:subscription correlationKey="${escape(key)}" /></bpmn:extensionElements>`;
  return `<bpmn:message id="${id}" name="${escape(name)}">${subscription}</bpmn:message>`;
}

/** `zeebe` are extension elements of the process itself. */
export const process = (
  id: string,
  elements: readonly string[],
  flows: readonly string[] = [],
  { zeebe = '' }: { zeebe?: string } = {},
): string =>
  `<bpmn:process id="${id}" isExecutable="true">${zeebe && `<bpmn:extensionElements>${zeebe}</bpmn:extensionElements>`}${withEnds(`${elements.join('\n')}${written(flows)}`)}</bpmn:process>`;

/** Elements name the flows that come and go, as modelers write it and Zeebe wants to see it. */
function withEnds(body: string): string {
  const ends = new Map<string, string>();
  const add = (element: string, tag: string, flowId: string): void =>
    void ends.set(element, `${ends.get(element) ?? ''}<bpmn:${tag}>${flowId}</bpmn:${tag}>`);
  const flows = [...body.matchAll(/<bpmn:sequenceFlow id="([^"]*)" sourceRef="([^"]*)" targetRef="([^"]*)"/g)];
  for (const [, id = '', , target = ''] of flows) add(target, 'incoming', id);
  for (const [, id = '', source = ''] of flows) add(source, 'outgoing', id);
  const opening = /<bpmn:\w+ id="([^"]*)"(?:[^>]*[^/])?>(<bpmn:extensionElements>.*?<\/bpmn:extensionElements>)?/g;
  return body.replaceAll(opening, (text: string, id: string) => `${text}${ends.get(id) ?? ''}`);
}

/** Associations last, as the schema asks. */
const written = (flows: readonly string[]): string =>
  flows
    .toSorted((a, b) => Number(a.includes(' ~ ')) - Number(b.includes(' ~ ')))
    .map(flow)
    .join('\n');

/** `a -> b` is a sequence flow, `a -> b [x > 1]` one with a condition, `undo ~ handler` an association. */
function flow(text: string): string {
  const association = /^(\S+) ~ (\S+)$/.exec(text);
  if (association) {
    const [, source, target] = association;
    return `<bpmn:association id="${source}_${target}" sourceRef="${source}" targetRef="${target}" associationDirection="One" />`;
  }
  const match = /^(\S+) -> (\S+)(?: \[(.*)\])?$/.exec(text);
  if (!match) throw new Error(`'${text}' is no flow`);
  const [, source, target, condition] = match;
  const body = condition ? `<bpmn:conditionExpression>=${escape(condition)}</bpmn:conditionExpression>` : '';
  return `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${body}</bpmn:sequenceFlow>`;
}

const mapping = (kind: string, values: Readonly<Record<string, string>> = {}): string =>
  Object.entries(values)
    .map(([target, source]) => `<zeebe:${kind} source="${escape(source)}" target="${target}" />`)
    .join('');

function extensions({ inputs, outputs, headers, listeners }: Extras, own = ''): string {
  const io = `${mapping('input', inputs)}${mapping('output', outputs)}`;
  const fixed = Object.entries(headers ?? {}).map(
    ([key, value]) => `<zeebe:header key="${key}" value="${escape(value)}" />`,
  );
  const all = [
    own,
    listeners ? listening(...listeners) : '',
    io && `<zeebe:ioMapping>${io}</zeebe:ioMapping>`,
    fixed.length > 0 ? `<zeebe:taskHeaders>${fixed.join('')}</zeebe:taskHeaders>` : '',
  ].join('');
  return all === '' ? '' : `<bpmn:extensionElements>${all}</bpmn:extensionElements>`;
}

export const listening = (...listeners: readonly (readonly ['start' | 'end', string])[]): string =>
  `<zeebe:executionListeners>${listeners.map(([eventType, type]) => `<zeebe:executionListener${attributes({ eventType, type })} />`).join('')}</zeebe:executionListeners>`;

function loopOf(loop: Loop | undefined): string {
  if (!loop) return '';
  const [outputCollection, outputElement] = loop.collect ?? [];
  const zeebe = attributes({ inputCollection: loop.in, inputElement: loop.as, outputCollection, outputElement });
  const until = loop.until ? `<bpmn:completionCondition>${escape(loop.until)}</bpmn:completionCondition>` : '';
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${loop.sequential === true}"><bpmn:extensionElements><zeebe:loopCharacteristics${zeebe} /></bpmn:extensionElements>${until}</bpmn:multiInstanceLoopCharacteristics>`;
}

const element = (tag: string, values: Attributes, extras: Extras, own = '', content = ''): string =>
  `<bpmn:${tag}${attributes({ ...values, default: extras.default, isForCompensation: extras.isForCompensation })}>${extensions(extras, own)}${loopOf(extras.each)}${content}</bpmn:${tag}>`;

export const timer = (kind: 'date' | 'duration' | 'cycle', text: string): string => {
  const tag = `time${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return `<bpmn:timerEventDefinition><bpmn:${tag}>${escape(text)}</bpmn:${tag}></bpmn:timerEventDefinition>`;
};
/** `key` is an expression with `=`; process start events have none. */
export const message = (name: string, key = ''): string =>
  `<bpmn:messageEventDefinition messageRef="${messageId(name, key)}" />`;
export const error = (code = ''): string =>
  code === '' ? '<bpmn:errorEventDefinition />' : `<bpmn:errorEventDefinition errorRef="error_${code}" />`;
export const signal = (name: string): string => `<bpmn:signalEventDefinition signalRef="s_${encode(name)}" />`;
export const escalation = (code = ''): string =>
  code === ''
    ? '<bpmn:escalationEventDefinition />'
    : `<bpmn:escalationEventDefinition escalationRef="escalation_${code}" />`;
export const compensation = (activityRef?: string): string =>
  `<bpmn:compensateEventDefinition id="compensation_${counter()}"${attributes({ activityRef })} />`;
export const terminateDefinition = '<bpmn:terminateEventDefinition />';
export const link = (name: string): string =>
  `<bpmn:linkEventDefinition id="link_${name}_${counter()}" name="${name}" />`;
let links = 0;
const counter = (): number => (links += 1);

export const start = (id = 'start', definition = '', extras: Extras & { interrupting?: boolean } = {}): string =>
  element('startEvent', { id, isInterrupting: extras.interrupting }, extras, '', definition);
export const end = (id = 'end', definition = '', extras: Extras & { job?: string } = {}): string =>
  element('endEvent', { id }, extras, jobOf(extras.job), definition);
export const throwing = (id: string, definition = '', extras: Extras & { job?: string } = {}): string =>
  element('intermediateThrowEvent', { id }, extras, jobOf(extras.job), definition);
export const catching = (id: string, definition: string, extras: Extras = {}): string =>
  element('intermediateCatchEvent', { id }, extras, '', definition);
export const boundary = (
  id: string,
  attachedToRef: string,
  definition: string,
  extras: Extras & { interrupting?: boolean } = {},
): string =>
  element('boundaryEvent', { id, attachedToRef, cancelActivity: extras.interrupting ?? true }, extras, '', definition);

const jobOf = (type: string | undefined, retries?: string): string =>
  type === undefined ? '' : `<zeebe:taskDefinition${attributes({ type, retries })} />`;

/** A task that a worker does; `tag` for send, script, business rule tasks. */
export const job = (id: string, type = id, extras: Extras & { retries?: string } = {}, tag = 'serviceTask'): string =>
  element(tag, { id }, extras, jobOf(type, extras.retries));
export const manual = (id: string, extras: Extras = {}, tag = 'manualTask'): string => element(tag, { id }, extras);
export const script = (id: string, expression: string, resultVariable: string, extras: Extras = {}): string =>
  element('scriptTask', { id }, extras, `<zeebe:script${attributes({ expression, resultVariable })} />`);
export const decision = (id: string, decisionId: string, resultVariable: string, extras: Extras = {}): string =>
  element('businessRuleTask', { id }, extras, `<zeebe:calledDecision${attributes({ decisionId, resultVariable })} />`);
export const receive = (id: string, name: string, key: string, extras: Extras = {}): string =>
  element('receiveTask', { id, messageRef: messageId(name, key) }, extras);
/** `properties` are further zeebe elements; native unless `jobBased`. */
export const user = (id: string, properties = '', extras: Extras & { jobBased?: boolean } = {}): string =>
  element('userTask', { id }, extras, `${extras.jobBased ? '' : '<zeebe:userTask />'}${properties}`);
export const call = (id: string, processId: string, extras: Extras & { zeebe?: Attributes } = {}): string =>
  element('callActivity', { id }, extras, `<zeebe:calledElement${attributes({ processId, ...extras.zeebe })} />`);
export const gateway = (
  id: string,
  tag: 'exclusive' | 'parallel' | 'inclusive' | 'eventBased',
  extras: Extras = {},
): string => element(`${tag}Gateway`, { id }, extras);
export const sub = (
  id: string,
  elements: readonly string[],
  flows: readonly string[],
  extras: Extras & { event?: boolean } = {},
): string =>
  element('subProcess', { id, triggeredByEvent: extras.event }, extras, '', `${elements.join('\n')}${written(flows)}`);
/** Begins with the elements whose ids `active` gives. */
export const adHoc = (
  id: string,
  elements: readonly string[],
  flows: readonly string[],
  extras: Extras & { active?: string; until?: string; cancelRemaining?: boolean } = {},
): string => {
  const until = extras.until ? `<bpmn:completionCondition>${escape(extras.until)}</bpmn:completionCondition>` : '';
  return element(
    'adHocSubProcess',
    { id, cancelRemainingInstances: extras.cancelRemaining },
    extras,
    extras.active ? `<zeebe:adHoc${attributes({ activeElementsCollection: extras.active })} />` : '',
    `${elements.join('\n')}${written(flows)}${until}`,
  );
};
