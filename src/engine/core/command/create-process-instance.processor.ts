import { activateInside, elementById, openScope, unfitFor } from '../behavior/activate-inside.js';
import { beginInstance, startAtNoneStart } from '../behavior/create-instance.js';
import { requireGraphs } from '../behavior/required-graphs.js';
import { elementAt } from '../behavior/transition.js';
import { mergeLocal } from '../behavior/variables.js';
import type { ExecutableProcess } from '../../model/index.js';
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
  const tags = [...new Set(command.tags ?? [])];
  const unfit = checkTags(tags);
  if (unfit) return unfit;
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
    tags,
  });
  if (instructions.length === 0) startAtNoneStart(run, root);
  else startInside(run, root, instructions);
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
  const found = definitions.live(Number(processDefinitionKey));
  if (found?.tenantId === tenantId) return found;
  return refuse('NOT_FOUND', `Expected to find process definition with key '${processDefinitionKey}', but none found`);
}

const MOST_TAGS = 10;
const TAG = /^[A-Za-z][\w:.-]{0,99}$/;

function checkTags(tags: readonly string[]): Refused | null {
  if (tags.length > MOST_TAGS) {
    return refuse(
      'INVALID_ARGUMENT',
      `Expected to create instance with at most ${MOST_TAGS} tags, but ${tags.length} are given`,
    );
  }
  const wrong = tags.find((tag) => !TAG.test(tag));
  return wrong === undefined
    ? null
    : refuse(
        'INVALID_ARGUMENT',
        `Expected to create instance with tags of at most 100 characters that begin with a letter, followed by letters, digits, '_', '-', ':' or '.', but '${wrong}' is none`,
      );
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
    const element = elementById(process, id);
    const reason = element ? unfitFor(process, element) : `no element found with id '${id}'.`;
    if (reason !== null) {
      return refuse('INVALID_ARGUMENT', `Expected to create instance of process with start instructions but ${reason}`);
    }
  }
  return null;
}

/** Begins at the given elements; the scopes around them are made without their start events, each once. */
function startInside(run: StepRun, root: ElementInstance, instructions: readonly { elementId: string }[]): void {
  openScope(run, root);
  for (const { elementId } of instructions) {
    const element = elementById(root.instance.process, elementId);
    if (element) activateInside(run, root, element, null);
  }
}
