import type { JsonValue } from '../../engine.js';
import type { VariableContext } from '../../feel/feel.js';
import type { LoopDefinition } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { rememberForCompensation } from './compensation.js';
import { evaluate, evaluateBoolean, evaluateList } from './expression.js';
import { Failure } from './failure.js';
import { MOST_CHARACTERS, sizeOf } from './size.js';
import { terminateChildren } from './termination.js';
import { transition } from './transition.js';
import { setLocal, write } from './variables.js';

const PLAIN_PATH = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** Body and loop of an inner instance. */
export function bodyOf(inner: ElementInstance): { body: ElementInstance; loop: LoopDefinition } {
  const body = inner.scope;
  const loop = body?.element.loop;
  if (!body || !loop) throw new Error(`element instance ${inner.key} is not inside a multi-instance body`);
  return { body, loop };
}

/** Before anything else of an inner instance: its number, its item, and a local place for its result. */
export function writeLoopVariables(
  run: StepRun,
  inner: ElementInstance,
  known: readonly JsonValue[] | null,
): Failure | null {
  const { body, loop } = bodyOf(inner);
  setLocal(run, inner, 'loopCounter', inner.loopCounter);
  if (loop.inputElement !== null) {
    const items = known ?? evaluateList(run, loop.inputCollection, body);
    if (items instanceof Failure) return items;
    const item = items[inner.loopCounter - 1];
    if (item === undefined) {
      return new Failure(
        'EXTRACT_VALUE_ERROR',
        `Expected to read item at index ${inner.loopCounter} of the multi instance input collection but it contains only ${items.length} elements.`,
      );
    }
    setLocal(run, inner, loop.inputElement, item);
  }
  const result = loop.outputElement?.source.trim() ?? '';
  if (PLAIN_PATH.test(result)) {
    const [name = ''] = result.split('.');
    if (name !== loop.inputElement && name !== 'loopCounter' && !inner.variables?.has(name))
      setLocal(run, inner, name, null);
  }
  return null;
}

/** Ends one round: stores its result, asks whether the whole is done, and starts the next round of a sequence. */
export function completeInner(run: StepRun, inner: ElementInstance): Failure | null {
  const { body, loop } = bodyOf(inner);
  const failure = collectOutput(run, inner, body, loop);
  if (failure) return failure;
  const done = loop.completionCondition ? isDone(run, inner, body, loop) : false;
  if (done instanceof Failure) return done;
  const items = loop.sequential && !done ? evaluateList(run, loop.inputCollection, body) : [];
  if (items instanceof Failure) return items;
  if (inner.instance.compensations) rememberForCompensation(run, inner);
  transition(run, inner, 'ELEMENT_COMPLETED');
  // Rounds that are about to complete still do, as in Zeebe.
  if (done) run.follow({ kind: 'endRounds', body });
  else if (loop.sequential && body.loopCounter < items.length) {
    run.countRounds(body.instance, 1);
    run.follow({ kind: 'activateInner', body, loopCounter: body.loopCounter + 1, items });
  } else run.follow({ kind: 'completeIfEmpty', instance: body });
  return null;
}

/** The completion condition holds: what is still at work ends, and the body completes. */
export function endRounds(run: StepRun, body: ElementInstance): void {
  terminateChildren(run, body);
  // From here on the body takes no further round, even one that is in the queue.
  transition(run, body, 'ELEMENT_COMPLETING');
  run.follow({ kind: 'retry', instance: body });
}

function collectOutput(
  run: StepRun,
  inner: ElementInstance,
  body: ElementInstance,
  loop: LoopDefinition,
): Failure | null {
  if (loop.outputCollection === null || loop.outputElement === null) return null;
  const result = evaluate(run, loop.outputElement, inner);
  if (result instanceof Failure) return result;
  const variable = body.variables?.get(loop.outputCollection);
  const list = variable?.value;
  const index = inner.loopCounter - 1;
  if (!variable || !Array.isArray(list)) {
    return new Failure(
      'EXTRACT_VALUE_ERROR',
      `Expected the output collection variable '${loop.outputCollection}' to be of type list, but it was not.`,
    );
  }
  if (index >= list.length) {
    return new Failure(
      'EXTRACT_VALUE_ERROR',
      `Unable to update an item in output collection '${loop.outputCollection}' at position ${inner.loopCounter} because the size of the collection is: ${list.length}. This may be due to modification of the collection.`,
    );
  }
  const own = run.ownLists?.get(list);
  const size = (own ?? sizeOf(list)) + sizeOf(result.value);
  if (size > MOST_CHARACTERS) {
    return new Failure(
      'MESSAGE_SIZE_EXCEEDED',
      `The output collection '${loop.outputCollection}' would have more than ${MOST_CHARACTERS} characters with the result of round ${inner.loopCounter}`,
    );
  }
  // A step is one whole: the list it has made itself is filled in place, so that long loops do not copy it each time.
  if (own !== undefined) {
    list[index] = result.value;
    run.ownLists?.set(list, size);
    return null;
  }
  const filled = list.with(index, result.value);
  run.ownLists ??= new Map();
  run.ownLists.set(filled, size);
  write(run, body, variable.key, 'UPDATED', loop.outputCollection, filled);
  return null;
}

function isDone(run: StepRun, inner: ElementInstance, body: ElementInstance, loop: LoopDefinition): boolean | Failure {
  if (!loop.completionCondition) return false;
  const items = evaluateList(run, loop.inputCollection, body);
  if (items instanceof Failure) return items;
  const counters: Readonly<Record<string, number>> = {
    numberOfInstances: items.length,
    numberOfActiveInstances: body.children - 1,
    numberOfCompletedInstances: body.completedInner + 1,
    numberOfTerminatedInstances: body.terminatedInner,
  };
  const context: VariableContext = {
    get: (name) => (Object.hasOwn(counters, name) ? counters[name] : inner.get(name)),
  };
  return evaluateBoolean(run, loop.completionCondition, context);
}
