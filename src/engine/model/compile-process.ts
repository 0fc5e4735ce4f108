import type { BpmnNode } from './bpmn-node.js';
import { attribute, extension } from './bpmn-node.js';
import { ACTIVITIES } from './compile-activities.js';
import type { Draft } from './compile-context.js';
import { CompileContext, newElement } from './compile-context.js';
import type { EventPlace } from './compile-events.js';
import { compileAdHoc } from './compile-ad-hoc.js';
import { connectCompensation } from './compile-compensation.js';
import { compileListeners } from './compile-listeners.js';
import { compileEvent } from './compile-events.js';
import { connect } from './compile-flows.js';
import { compileMappings } from './compile-mappings.js';
import { compileMultiInstance } from './compile-multi-instance.js';
import { checkScopes } from './check-scopes.js';
import { checkStraightThroughLoops } from './check-loops.js';
import type { FindingList } from './finding.js';
import type { BpmnElementType, ExecutableProcess, ProcessReferences } from './graph.js';

const GATEWAYS: Readonly<Record<string, BpmnElementType>> = {
  'bpmn:ExclusiveGateway': 'EXCLUSIVE_GATEWAY',
  'bpmn:ParallelGateway': 'PARALLEL_GATEWAY',
  'bpmn:InclusiveGateway': 'INCLUSIVE_GATEWAY',
  'bpmn:EventBasedGateway': 'EVENT_BASED_GATEWAY',
};
const WITHOUT_EFFECT = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);

/** Extension elements that would change what happens, and that the engine does not execute yet. */
const NOT_EXECUTED: readonly [string, string][] = [
  ['TaskListeners', 'Task Listener'],
  ['ConditionalFilter', 'Bedingungsereignisse'],
  ['LinkedResources', 'verknüpfte Ressourcen'],
  ['PublishMessage', 'zeebe:publishMessage'],
];

/** One executable process of the file as graph; faults go to `findings`, the graph is then not to be used. */
export function compileProcess(node: BpmnNode, findings: FindingList): ExecutableProcess {
  const context = new CompileContext(findings);
  const root = newElement(0, node, -1);
  root.type = 'PROCESS';
  add(context, node, root);
  compileListeners(context, node, root);
  compileScope(context, node, root);
  connect(context);
  connectCompensation(context);
  checkScopes(context);
  if (!findings.hasErrors) checkStraightThroughLoops(context);
  return {
    id: root.id,
    name: root.name,
    elements: context.elements,
    flows: context.flows,
    indexById: context.indexById,
    versionTag: attribute(extension(node, 'VersionTag'), 'value') ?? '',
    hasInclusiveJoins: context.elements.some(
      ({ type, incoming }) => type === 'INCLUSIVE_GATEWAY' && incoming.length > 1,
    ),
    references: referencesOf(context),
  };
}

function add(context: CompileContext, node: BpmnNode, draft: Draft): void {
  context.elements.push(draft);
  context.nodes.push(node);
  context.indexById.set(draft.id, draft.index);
  for (const [name, german] of NOT_EXECUTED) {
    if (extension(node, name)) {
      context.error(
        node,
        `The extension element 'zeebe:${name.charAt(0).toLowerCase()}${name.slice(1)}' is not supported`,
        `Diese Erweiterung wird noch nicht ausgeführt: ${german}.`,
      );
    }
  }
}

function compileScope(context: CompileContext, scopeNode: BpmnNode, scope: Draft): void {
  for (const node of scopeNode.flowElements ?? []) {
    if (node.$type === 'bpmn:SequenceFlow' || WITHOUT_EFFECT.has(node.$type)) continue;
    compileElement(context, node, scope);
  }
}

function compileElement(context: CompileContext, node: BpmnNode, scope: Draft): void {
  const draft = newElement(context.elements.length, node, scope.index);
  const isEventSubProcess = node.$type === 'bpmn:SubProcess' && node.triggeredByEvent === true;
  add(context, node, draft);
  const gateway = GATEWAYS[node.$type];
  const activity = ACTIVITIES[node.$type];
  if (gateway) draft.type = gateway;
  else if (activity) activity(context, node, draft);
  else if (node.$type === 'bpmn:AdHocSubProcess') compileAdHoc(context, node, draft);
  else if (node.$type === 'bpmn:SubProcess') {
    draft.type = isEventSubProcess ? 'EVENT_SUB_PROCESS' : 'SUB_PROCESS';
  } else if (!compileEventElement(context, node, draft, scope)) {
    reportUnsupported(context, node);
    return;
  }
  compileListeners(context, node, draft);
  const mappings = compileMappings(context, node);
  draft.inputs = mappings.inputs;
  draft.outputs = mappings.outputs;
  const isSubProcess = node.$type === 'bpmn:SubProcess' || node.$type === 'bpmn:AdHocSubProcess';
  if (activity || (isSubProcess && !isEventSubProcess)) compileMultiInstance(context, node, draft);
  if (isSubProcess) compileScope(context, node, draft);
}

function compileEventElement(context: CompileContext, node: BpmnNode, draft: Draft, scope: Draft): boolean {
  const [type, place] = eventOf(node, scope);
  if (type === undefined || place === undefined) return false;
  draft.type = type;
  draft.interrupting =
    place === 'boundary'
      ? node.cancelActivity !== false
      : place === 'eventSubProcessStart' && node.isInterrupting !== false;
  compileEvent(context, node, draft, place);
  return true;
}

function eventOf(node: BpmnNode, scope: Draft): [BpmnElementType?, EventPlace?] {
  switch (node.$type) {
    case 'bpmn:StartEvent':
      if (scope.type === 'PROCESS') return ['START_EVENT', 'processStart'];
      return ['START_EVENT', scope.type === 'EVENT_SUB_PROCESS' ? 'eventSubProcessStart' : 'subProcessStart'];
    case 'bpmn:BoundaryEvent':
      return ['BOUNDARY_EVENT', 'boundary'];
    case 'bpmn:IntermediateCatchEvent':
      return ['INTERMEDIATE_CATCH_EVENT', 'catch'];
    case 'bpmn:IntermediateThrowEvent':
      return ['INTERMEDIATE_THROW_EVENT', 'throw'];
    case 'bpmn:EndEvent':
      return ['END_EVENT', 'end'];
    default:
      return [];
  }
}

function reportUnsupported(context: CompileContext, node: BpmnNode): void {
  const local = node.$type.replace('bpmn:', '');
  context.error(
    node,
    `Elements of type ${local} are not supported`,
    `Elemente vom Typ «${local}» werden noch nicht ausgeführt. Ersetzen Sie das Element durch ein unterstütztes.`,
  );
}

function referencesOf(context: CompileContext): ProcessReferences {
  const calls = context.elements.flatMap(({ call }) => (call ? [call] : []));
  const decisions = context.elements.flatMap(({ decision }) => (decision ? [decision] : []));
  const fixed = (texts: { text: string; expression: unknown }[]): string[] =>
    texts.filter(({ expression }) => expression === null).map(({ text }) => text);
  const forms = context.elements.flatMap(({ userTask }) => (userTask?.form?.kind === 'id' ? [userTask.form] : []));
  return {
    processIds: fixed(calls.map(({ processId }) => processId)),
    decisionIds: fixed(decisions.map(({ decisionId }) => decisionId)),
    dynamic:
      calls.some(({ processId }) => processId.expression !== null) ||
      decisions.some(({ decisionId }) => decisionId.expression !== null),
    deploymentBinding: [...calls, ...decisions, ...forms].some(({ binding }) => binding.type === 'deployment'),
    versionTags: [
      ...new Set(
        [...calls, ...decisions].flatMap(({ binding }) => (binding.type === 'versionTag' ? [binding.tag] : [])),
      ),
    ],
  };
}
