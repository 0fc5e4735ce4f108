import { beginInstance, startAtNoneStart } from '../behavior/create-instance.js';
import { openScopeSubscriptions } from '../behavior/event-subscriptions.js';
import { raiseIncident } from '../behavior/incident.js';
import { requireGraphs } from '../behavior/required-graphs.js';
import { beginActivation, elementAt, transition } from '../behavior/transition.js';
import { mergeLocal } from '../behavior/variables.js';
import type { ExecutableElement, ExecutableProcess } from '../../model/index.js';
import type { CoreCommand } from '../command.js';
import { processOf, type Definition } from '../state/definition.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import type { CommandProcessor, Refused } from './reply.js';
import { answer, refuse } from './reply.js';

type Create = Extract<CoreCommand, { type: 'createProcessInstance' }>;

export const createProcessInstance: CommandProcessor<'createProcessInstance'> = (run, command) => {
  const definition = findDefinition(run, command);
  if ('ok' in definition) return definition;
  requireGraphs(run.state, definition);
  const process = processOf(definition);
  const instructions = command.startInstructions ?? [];
  const refusal = checkStart(
    process,
    instructions.map(({ elementId }) => elementId),
  );
  if (refusal) return refusal;
  const root = beginInstance(run, definition, null);
  mergeLocal(run, root, command.variables);
  run.emit({
    valueType: 'PROCESS_INSTANCE_CREATION',
    intent: 'CREATED',
    key: run.nextKey(),
    processInstanceKey: root.key,
    definition,
    variables: command.variables,
    startInstructions: instructions.map(({ elementId }) => elementId),
  });
  if (instructions.length === 0) startAtNoneStart(run, root);
  else
    startInside(
      run,
      root,
      instructions.map(({ elementId }) => elementById(process, elementId)),
    );
  return answer({
    processInstanceKey: String(root.key),
    processDefinitionKey: String(definition.key),
    bpmnProcessId: definition.bpmnProcessId,
    version: definition.version,
    tenantId: definition.tenantId,
  });
};

function findDefinition(run: StepRun, command: Create): Definition | Refused {
  const { tenantId, bpmnProcessId, processDefinitionKey, version = -1 } = command;
  const { definitions } = run.state;
  if (bpmnProcessId) {
    const found =
      version < 0 ? definitions.latest(tenantId, bpmnProcessId) : definitions.version(tenantId, bpmnProcessId, version);
    if (found) return found;
    const which = version < 0 ? '' : ` and version '${version}'`;
    return refuse(
      'NOT_FOUND',
      `Expected to find process definition with process ID '${bpmnProcessId}'${which}, but none found`,
    );
  }
  if (processDefinitionKey === undefined || processDefinitionKey === '') {
    return refuse('INVALID_ARGUMENT', 'Expected at least a bpmnProcessId or a key greater than -1, but none given');
  }
  const found = definitions.get(Number(processDefinitionKey));
  if (found?.tenantId === tenantId) return found;
  return refuse('NOT_FOUND', `Expected to find process definition with key '${processDefinitionKey}', but none found`);
}

function checkStart(process: ExecutableProcess, elementIds: readonly string[]): Refused | null {
  if (elementIds.length === 0) {
    return elementAt(process, 0).startEvent >= 0
      ? null
      : refuse(
          'INVALID_STATE',
          'Expected to create instance of process with none start event, but there is no such event',
        );
  }
  for (const id of elementIds) {
    const index = process.indexById.get(id);
    const reason =
      index === undefined ? `no element found with id '${id}'.` : unfitForStart(process, elementAt(process, index));
    if (reason !== null) {
      return refuse('INVALID_ARGUMENT', `Expected to create instance of process with start instructions but ${reason}`);
    }
  }
  return null;
}

/** Why no instance can begin at this element; null when it can. */
function unfitForStart(process: ExecutableProcess, element: ExecutableElement): string | null {
  for (const scope of scopesOf(process, element)) {
    if (scope.type === 'MULTI_INSTANCE_BODY' && element.loopBody !== scope.index) {
      return `the element with id '${element.id}' is inside a multi-instance subprocess. The creation of elements inside a multi-instance subprocess is not supported.`;
    }
  }
  if (['START_EVENT', 'BOUNDARY_EVENT', 'PROCESS'].includes(element.type) || element.behindEventBasedGateway) {
    return `the element with id '${element.id}' targets unsupported element type '${element.type}'. Supported element types are all others.`;
  }
  return null;
}

/** From the outermost scope inwards, without the process and without the element itself. */
function scopesOf(process: ExecutableProcess, element: ExecutableElement): ExecutableElement[] {
  const scopes: ExecutableElement[] = [];
  for (let at = element.scope; at > 0; at = elementAt(process, at).scope) scopes.unshift(elementAt(process, at));
  return scopes;
}

function elementById(process: ExecutableProcess, id: string): ExecutableElement {
  const element = elementAt(process, process.indexById.get(id) ?? -1);
  return element.loopBody >= 0 ? elementAt(process, element.loopBody) : element;
}

/** Begins at the given elements; the scopes around them are made without their start events, each once. */
function startInside(run: StepRun, root: ElementInstance, elements: readonly ExecutableElement[]): void {
  const made = new Map<number, ElementInstance>();
  openScope(run, root);
  for (const element of elements) {
    let scope = root;
    for (const outer of scopesOf(root.instance.process, element)) {
      const inner = made.get(outer.index) ?? beginActivation(run, scope, outer);
      if (!made.has(outer.index)) openScope(run, inner);
      made.set(outer.index, inner);
      scope = inner;
    }
    run.follow({ kind: 'activate', scope, element, flow: null });
  }
}

function openScope(run: StepRun, scope: ElementInstance): void {
  transition(run, scope, 'ELEMENT_ACTIVATED');
  const failure = openScopeSubscriptions(run, scope);
  if (failure) raiseIncident(run, scope, failure);
}
