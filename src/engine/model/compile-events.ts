import type { BpmnNode } from './bpmn-node.js';
import { attribute, extension } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';
import { compileError, compileEscalation } from './compile-codes.js';
import { compileCompensation } from './compile-compensation.js';
import { compileSignal } from './compile-signal.js';
import { compileJob } from './compile-jobs.js';
import type { BpmnEventType, MessageDefinition, TimerDefinition } from './graph.js';
import { parseDuration } from './time/duration.js';
import { firstOfCycle } from './time/timer-schedule.js';
import { parseZonedDateTime } from './time/zoned-date-time.js';

const KINDS: Readonly<Record<string, BpmnEventType>> = {
  'bpmn:MessageEventDefinition': 'MESSAGE',
  'bpmn:TimerEventDefinition': 'TIMER',
  'bpmn:ErrorEventDefinition': 'ERROR',
  'bpmn:TerminateEventDefinition': 'TERMINATE',
  'bpmn:LinkEventDefinition': 'LINK',
  'bpmn:SignalEventDefinition': 'SIGNAL',
  'bpmn:EscalationEventDefinition': 'ESCALATION',
  'bpmn:CompensateEventDefinition': 'COMPENSATION',
};

/** Where an event stands decides what it may be. */
export type EventPlace =
  'processStart' | 'subProcessStart' | 'eventSubProcessStart' | 'boundary' | 'catch' | 'throw' | 'end';

/**
 * What Zeebe 8.5 accepts; some of it has no effect there: a throwing timer, error or terminate event is passed, and nothing
 * ever starts a process at an error or escalation start event.
 */
const ALLOWED: Readonly<Record<EventPlace, readonly BpmnEventType[]>> = {
  processStart: ['NONE', 'MESSAGE', 'TIMER', 'SIGNAL', 'ERROR', 'ESCALATION'],
  subProcessStart: ['NONE'],
  eventSubProcessStart: ['MESSAGE', 'TIMER', 'ERROR', 'SIGNAL', 'ESCALATION'],
  boundary: ['MESSAGE', 'TIMER', 'ERROR', 'SIGNAL', 'ESCALATION', 'COMPENSATION'],
  catch: ['MESSAGE', 'TIMER', 'LINK', 'SIGNAL'],
  throw: ['NONE', 'MESSAGE', 'LINK', 'SIGNAL', 'ESCALATION', 'COMPENSATION', 'TIMER', 'ERROR', 'TERMINATE'],
  end: ['NONE', 'MESSAGE', 'ERROR', 'TERMINATE', 'SIGNAL', 'ESCALATION', 'COMPENSATION'],
};

/** Reads the event definition of any event into the element. */
export function compileEvent(context: CompileContext, node: BpmnNode, draft: Draft, place: EventPlace): void {
  const definitions = node.eventDefinitions ?? [];
  if (definitions.length > 1) {
    context.error(node, 'Must have at most one event definition', 'Ein Ereignis darf nur einen Auslöser haben.');
    return;
  }
  const definition = definitions[0];
  const kind = definition ? KINDS[definition.$type] : 'NONE';
  if (kind === undefined || !ALLOWED[place].includes(kind)) {
    const found = kind === 'NONE' ? 'none' : (definition?.$type.replace('bpmn:', '') ?? 'none');
    context.error(
      node,
      `Event definition must be one of: ${ALLOWED[place].map((one) => one.toLowerCase()).join(', ')}, but was ${found}`,
      `Ein Ereignis mit diesem Auslöser wird an dieser Stelle nicht unterstützt (${found}).`,
    );
    return;
  }
  draft.eventType = kind;
  if (!definition) return;
  if (kind === 'MESSAGE') compileMessage(context, node, definition, draft, place);
  else if (kind === 'TIMER' && place !== 'throw')
    draft.timer = compileTimer(context, node, definition, place, draft.interrupting);
  else if (kind === 'ERROR') compileError(context, node, definition, draft, place);
  else if (kind === 'ESCALATION') compileEscalation(context, node, definition, draft, place);
  else if (kind === 'SIGNAL') draft.signal = compileSignal(context, node, definition, place);
  else if (kind === 'COMPENSATION') compileCompensation(context, node, definition, draft, place);
  checkDefinitionId(context, node, definition, kind);
}

/** Zeebe's own model cannot do without the id of these two. */
function checkDefinitionId(context: CompileContext, node: BpmnNode, definition: BpmnNode, kind: BpmnEventType): void {
  if (definition.id || (kind !== 'LINK' && kind !== 'COMPENSATION')) return;
  const what = definition.$type.replace('bpmn:', '');
  context.error(node, `The event definition ${what} must have an id`, `Der Auslöser (${what}) braucht eine ID.`);
}

function compileMessage(
  context: CompileContext,
  node: BpmnNode,
  definition: BpmnNode,
  draft: Draft,
  place: EventPlace,
): void {
  if (place === 'throw' || place === 'end') {
    draft.job = compileJob(context, node);
    return;
  }
  draft.message = messageOf(context, node, definition.messageRef, place !== 'processStart');
}

/** The message a catch event or receive task waits for. */
export function messageOf(
  context: CompileContext,
  node: BpmnNode,
  message: BpmnNode | undefined,
  needsKey: boolean,
): MessageDefinition | null {
  if (!message) {
    context.error(node, 'Must reference a message', 'Die Nachricht fehlt, auf die gewartet wird.');
    return null;
  }
  if (!message.name) {
    context.error(node, 'Name of the message must be present and not empty', 'Die Nachricht hat keinen Namen.');
    return null;
  }
  const name = context.dynamic(node, message.name, 'message name');
  const key = attribute(extension(message, 'Subscription'), 'correlationKey');
  if (!needsKey) {
    // Start events do without; a key that is there has to be one.
    if (key !== undefined) context.required(node, key, 'correlationKey');
    if (name.expression && name.expression.variables.length > 0) {
      context.error(
        node,
        `The message name '${name.text}' of a start event must not use variables`,
        'Der Nachrichtenname eines Startereignisses darf keine Variablen verwenden.',
      );
    }
    return { name, correlationKey: null };
  }
  return { name, correlationKey: context.required(node, key, 'correlationKey') };
}

function compileTimer(
  context: CompileContext,
  node: BpmnNode,
  definition: BpmnNode,
  place: EventPlace,
  interrupting: boolean,
): TimerDefinition | null {
  const given = (
    [
      ['date', definition.timeDate?.body],
      ['duration', definition.timeDuration?.body],
      ['cycle', definition.timeCycle?.body],
    ] as const
  ).filter(([, text]) => text !== undefined && text.trim() !== '');
  const [kind, text] = given[0] ?? [];
  if (given.length !== 1 || kind === undefined || text === undefined) {
    context.error(
      node,
      'Timer must have exactly one of: date, duration, cycle',
      'Der Zeitpunkt fehlt: genau eines von Datum, Dauer oder Wiederholung angeben.',
    );
    return null;
  }
  if (kind === 'cycle' && !mayRepeat(place, interrupting)) {
    context.error(
      node,
      'Interrupting and intermediate timer events must not use a time cycle',
      'Eine Wiederholung ist nur bei nicht unterbrechenden Ereignissen und Startereignissen erlaubt.',
    );
    return null;
  }
  const value = context.dynamic(node, text.trim(), 'timer');
  if (!value.text.startsWith('=') && !isValidTime(kind, value.text)) {
    context.error(
      node,
      `Invalid timer ${kind} '${value.text}'`,
      `«${value.text}» ist keine gültige Zeitangabe (ISO 8601, z. B. P30D, 2026-01-31T12:00:00Z, R3/PT1H).`,
    );
  }
  return { kind, value };
}

const mayRepeat = (place: EventPlace, interrupting: boolean): boolean =>
  place === 'processStart' || ((place === 'boundary' || place === 'eventSubProcessStart') && !interrupting);

function isValidTime(kind: TimerDefinition['kind'], text: string): boolean {
  if (kind === 'date') return parseZonedDateTime(text) !== null;
  if (kind === 'duration') return parseDuration(text) !== null;
  return firstOfCycle(text, 0) !== null;
}
