import type { BpmnNode } from './bpmn-node.js';
import { checkAdHoc } from './compile-ad-hoc.js';
import type { CompileContext, Draft } from './compile-context.js';

/** Rules about elements and their neighbours: what stands where, how often, with which flows. */
export function checkScopes(context: CompileContext): void {
  for (const draft of context.elements) {
    const node = context.nodes[draft.index] as BpmnNode;
    if (draft.type === 'PROCESS' || draft.type === 'SUB_PROCESS' || draft.type === 'EVENT_SUB_PROCESS')
      checkStartEvents(context, draft, node);
    if (draft.type === 'EVENT_SUB_PROCESS') checkEventSubProcess(context, draft, node);
    checkFlows(context, draft, node);
    if (draft.type === 'EXCLUSIVE_GATEWAY' || draft.type === 'INCLUSIVE_GATEWAY') checkConditions(context, draft, node);
    if (draft.type === 'AD_HOC_SUB_PROCESS') checkAdHoc(context, draft, node);
    if (draft.type === 'EVENT_BASED_GATEWAY') checkEventBased(context, draft, node);
    checkCatchers(context, draft, node);
  }
}

const startsOf = (context: CompileContext, scope: Draft): Draft[] =>
  context.elements.filter((element) => element.type === 'START_EVENT' && element.scope === scope.index);

function checkStartEvents(context: CompileContext, scope: Draft, node: BpmnNode): void {
  const starts = startsOf(context, scope);
  if (starts.length === 0) {
    context.error(node, 'Must have at least one start event', 'Das Startereignis fehlt.');
  }
  if (scope.type === 'PROCESS') {
    if (starts.filter(({ eventType }) => eventType === 'NONE').length > 1) {
      context.error(
        node,
        'Multiple none start events are not allowed',
        'Es darf nur ein Startereignis ohne Auslöser geben.',
      );
    }
    checkUniqueMessages(context, node, starts);
    checkUniqueSignals(context, node, starts);
  } else if (starts.length > 1) {
    context.error(node, 'Must have exactly one start event', 'Es darf nur ein Startereignis geben.');
  }
}

function checkEventSubProcess(context: CompileContext, draft: Draft, node: BpmnNode): void {
  if (draft.incoming.length > 0 || draft.outgoing.length > 0) {
    context.error(
      node,
      'Event sub-processes must not have sequence flows',
      'Ein Ereignis-Teilprozess darf keine ein- oder ausgehenden Sequenzflüsse haben.',
    );
  }
  if (context.element(draft.scope).type === 'EVENT_SUB_PROCESS') {
    context.error(
      node,
      'Event sub-processes directly inside an event sub-process are not supported',
      'Ein Ereignis-Teilprozess direkt in einem Ereignis-Teilprozess wird nicht unterstützt. Legen Sie einen Teilprozess dazwischen.',
    );
  }
}

function checkFlows(context: CompileContext, draft: Draft, node: BpmnNode): void {
  if (draft.type === 'END_EVENT' && draft.outgoing.length > 0) {
    context.error(
      node,
      'End events must not have outgoing sequence flows',
      'Ein Endereignis darf keinen ausgehenden Sequenzfluss haben.',
    );
  }
  if (draft.type === 'START_EVENT' && draft.incoming.length > 0) {
    context.error(
      node,
      'Start events must not have incoming sequence flows',
      'Ein Startereignis darf keinen eingehenden Sequenzfluss haben.',
    );
  }
  if (draft.type !== 'BOUNDARY_EVENT') return;
  if (draft.incoming.length > 0) {
    context.error(
      node,
      'Boundary events must not have incoming sequence flows',
      'Ein angeheftetes Ereignis darf keinen eingehenden Sequenzfluss haben.',
    );
  }
  if (draft.outgoing.length === 0 && draft.eventType !== 'COMPENSATION') {
    context.error(
      node,
      'Must have at least one outgoing sequence flow',
      'Dem angehefteten Ereignis fehlt der ausgehende Sequenzfluss.',
    );
  }
}

function checkConditions(context: CompileContext, draft: Draft, node: BpmnNode): void {
  if (node.default && !draft.defaultFlow) {
    context.error(node, 'Default flow must start at the gateway', 'Der Standardfluss gehört nicht zu diesem Gateway.');
  }
  if (draft.outgoing.length < 2) return;
  for (const flow of draft.outgoing) {
    if (flow.condition || flow === draft.defaultFlow) continue;
    // The condition itself may have been faulty; that was reported at the flow.
    const flowNode = flowNodeOf(node, flow.id);
    if (flowNode?.conditionExpression) continue;
    context.error(
      flowNode ?? node,
      'Must have a condition or be default flow',
      'Der Sequenzfluss braucht eine Bedingung, oder er muss der Standardfluss sein.',
    );
  }
}

const flowNodeOf = (gateway: BpmnNode, id: string): BpmnNode | undefined =>
  gateway.$parent?.flowElements?.find((element) => element.id === id);

function checkEventBased(context: CompileContext, draft: Draft, node: BpmnNode): void {
  if (draft.outgoing.length < 2) {
    context.error(
      node,
      'Event-based gateway must have at least 2 outgoing sequence flows',
      'Ein ereignisbasiertes Gateway braucht mindestens zwei ausgehende Sequenzflüsse.',
    );
  }
  const targets = draft.outgoing.map(({ target }) => context.element(target));
  for (const target of targets) {
    const allowed = target.type === 'INTERMEDIATE_CATCH_EVENT' && target.eventType !== 'LINK';
    if (!allowed || target.incoming.length > 1) {
      context.error(
        node,
        'Event-based gateway must not have an outgoing sequence flow to other elements than message, timer or signal intermediate catch events without other incoming flows',
        'Auf ein ereignisbasiertes Gateway dürfen nur Nachrichten-, Zeit- und Signalereignisse folgen, die keinen anderen Eingang haben.',
      );
    }
  }
  checkUniqueMessages(context, node, targets);
  checkUniqueSignals(context, node, targets);
}

/** Events that wait side by side must differ. */
function checkCatchers(context: CompileContext, draft: Draft, node: BpmnNode): void {
  const boundary = draft.catchEvents.map((index) => context.element(index));
  const starts = draft.eventSubProcesses.flatMap((index) => startsOf(context, context.element(index)));
  if (draft.type !== 'EVENT_BASED_GATEWAY' && boundary.length > 1) {
    checkUnique(context, node, boundary);
  }
  if (starts.length > 1) {
    checkUnique(context, node, starts);
  }
}

function checkUnique(context: CompileContext, node: BpmnNode, events: readonly Draft[]): void {
  checkUniqueMessages(context, node, events);
  checkUniqueSignals(context, node, events);
  checkUniqueErrors(context, node, events);
  checkUniqueEscalations(context, node, events);
}

function checkUniqueSignals(context: CompileContext, node: BpmnNode, events: readonly Draft[]): void {
  for (const name of duplicates(events.flatMap(({ signal }) => (signal ? [signal.name.text] : [])))) {
    context.error(
      node,
      `Multiple signal catch events with the same name '${name}' are not supported in the same scope`,
      `Auf das Signal «${name}» warten hier mehrere Ereignisse.`,
    );
  }
}

/** One event per code, and one that catches everything. */
function checkUniqueEscalations(context: CompileContext, node: BpmnNode, events: readonly Draft[]): void {
  const codes = events.flatMap(({ escalation }) => (escalation ? [escalation.code?.text ?? ''] : []));
  for (const code of duplicates(codes)) {
    context.error(
      node,
      code === ''
        ? 'The same scope can not contain more than one escalation catch event without escalation code'
        : `Multiple escalation catch events with the same escalation code '${code}' are not supported in the same scope`,
      code === ''
        ? 'Mehrere Ereignisse fangen hier jede Eskalation auf. Es darf nur eines sein.'
        : `Der Eskalationscode «${code}» wird hier mehrfach aufgefangen.`,
    );
  }
}

function checkUniqueMessages(context: CompileContext, node: BpmnNode, events: readonly Draft[]): void {
  const names = events.flatMap(({ message }) => (message ? [message.name.text] : []));
  for (const name of duplicates(names)) {
    context.error(
      node,
      `Multiple events with the same message name '${name}' are not allowed`,
      `Die Nachricht «${name}» wird hier mehrfach erwartet. Jede Nachricht darf nur ein Ereignis auslösen.`,
    );
  }
}

/** One event per code, and one that catches everything. */
function checkUniqueErrors(context: CompileContext, node: BpmnNode, events: readonly Draft[]): void {
  const codes = events.flatMap(({ error }) => (error ? [error.code?.text ?? ''] : []));
  for (const code of duplicates(codes)) {
    context.error(
      node,
      code === ''
        ? 'The same scope can not contain more than one error catch event without error code. An error catch event without error code catches all errors.'
        : `Multiple events with the same error code '${code}' are not allowed`,
      code === ''
        ? 'Mehrere Ereignisse fangen hier jeden Fehler auf. Es darf nur eines sein.'
        : `Der Fehlercode «${code}» wird hier mehrfach aufgefangen.`,
    );
  }
}

const duplicates = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
