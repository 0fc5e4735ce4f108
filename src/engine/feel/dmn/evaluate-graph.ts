/** Evaluates what a decision requires first, each element once, then the decision itself. */
import { budgetMessage, rootScope } from '../compile-expression.js';
import { callFunction } from '../compile/invocation.js';
import { coerce, fromText } from '../coerce.js';
import type { Scope } from '../evaluation.js';
import { nested } from '../evaluation.js';
import type { DecisionResult, EvaluatedDecision, FeelEnvironment, VariableContext } from '../feel.js';
import { toJson } from '../to-json.js';
import type { FeelType } from '../types.js';
import { plainType } from '../types.js';
import type { FeelContextValue, Value } from '../values.js';
import { entryOf, FeelFunction, isContext, newContext } from '../values.js';
import type { DecisionNode, GraphNode, InputNode, KnowledgeNode, Requirement, ServiceNode } from './graph-model.js';
import { DecisionError } from './logic.js';

interface Run {
  /** Variables of the process. */
  scope: Scope;
  results: Map<GraphNode, Value>;
  /** null inside a decision service that was called as a function. */
  evaluatedDecisions: EvaluatedDecision[] | null;
  /** The decision at work, for the failure message. */
  current: GraphNode;
}

export function evaluateGraph(
  target: DecisionNode | ServiceNode | KnowledgeNode,
  context: VariableContext,
  environment: FeelEnvironment,
  standard: boolean,
): DecisionResult {
  const evaluatedDecisions: EvaluatedDecision[] = [];
  const scope = rootScope(context, environment, standard);
  const run: Run = { scope, results: new Map(), evaluatedDecisions, current: target };
  try {
    const value = evaluateTarget(target, run);
    return { ok: true, output: toJson(value, run.scope.evaluation), evaluatedDecisions };
  } catch (error) {
    const message = error instanceof DecisionError ? error.message : budgetMessage(error);
    if (message === null) throw error;
    return {
      ok: false,
      failedDecisionId: run.current.id,
      message: named(run.current.name, message),
      evaluatedDecisions,
    };
  }
}

/** A sentence that was written when the model was compiled says itself what it is about. */
const named = (name: string, message: string): string =>
  message.startsWith(`Entscheidung «${name}»`) ? message : `Entscheidung «${name}»: ${message}`;

function evaluateTarget(target: DecisionNode | ServiceNode | KnowledgeNode, run: Run): Value {
  if (target.kind === 'service') return evaluateService(target, run);
  const value = evaluateNode(target, run);
  if (target.kind === 'decision' || !(value instanceof FeelFunction)) return value;
  const { variables } = run.scope.evaluation;
  const given = value.parameters.map((name) => (variables.get(name) ?? null) as Value);
  const types = value.types ?? [];
  const args = given.map((arg, index) => (types[index] ? fromText(arg, types[index]) : arg));
  return callFunction(value, args, run.scope, target.name);
}

function evaluateNode(node: GraphNode, run: Run): Value {
  const known = run.results.get(node);
  if (known !== undefined) return known;
  const value = compute(node, run);
  run.results.set(node, value);
  return value;
}

function compute(node: GraphNode, run: Run): Value {
  switch (node.kind) {
    case 'input':
      return readInput(node, run);
    case 'decision':
      return evaluateDecision(node, run);
    case 'knowledge':
      return evaluateKnowledge(node, run);
    case 'service':
      return serviceFunction(node, run);
  }
}

/** What the caller gave under the element's name. */
function readInput(node: InputNode | DecisionNode, run: Run): Value {
  const { evaluation } = run.scope;
  const given = findInput(node, evaluation.variables);
  if (given === undefined) return evaluation.warn('NO_VARIABLE_FOUND', `No variable found with name '${node.name}'`);
  return node.type ? coerce(fromText(given, node.type), node.type, `Input '${node.name}'`, evaluation) : given;
}

/**
 * Inputs of an imported model lie inside the import's name, as its decisions see them, or bear their plain name. Of several
 * names on the way the last ones are enough.
 */
function findInput(node: InputNode | DecisionNode, variables: VariableContext): Value | undefined {
  const path = node.kind === 'input' ? node.path : [];
  for (let from = 0; from < path.length; from += 1) {
    const given = findInside(node, path.slice(from), variables);
    if (given !== undefined) return given;
  }
  return findInside(node, [], variables);
}

function findInside(node: GraphNode, path: readonly string[], variables: VariableContext): Value | undefined {
  const [first, ...rest] = path;
  if (first !== undefined) {
    let inside = (variables.get(first) ?? null) as Value;
    for (const step of rest) inside = isContext(inside) ? (entryOf(inside, step) ?? null) : null;
    for (const name of node.seenAs) {
      const given = isContext(inside) ? entryOf(inside, name) : undefined;
      if (given !== undefined) return given;
    }
  }
  for (const name of node.seenAs) {
    const given = variables.get([...path, name].join('.'));
    if (given !== undefined) return given as Value;
  }
  return undefined;
}

/** The names an element's logic sees: what it requires, nothing else of the model. */
function scopeOf(requirements: readonly Requirement[], run: Run): Scope {
  if (requirements.length === 0) return run.scope;
  const entries: FeelContextValue = newContext();
  for (const { node, importName } of requirements) {
    const value = evaluateNode(node, run);
    let target = entries;
    if (importName !== null) {
      const outer = entries[importName];
      target = isContext(outer) ? outer : newContext();
      entries[importName] = target;
    }
    for (const name of node.seenAs) target[name] = value;
  }
  return nested(run.scope, entries);
}

function evaluateDecision(node: DecisionNode, run: Run): Value {
  const scope = scopeOf(node.requires, run);
  run.current = node;
  const trace: EvaluatedDecision = {
    decisionId: node.id,
    decisionName: node.name,
    decisionType: node.decisionType,
    decisionOutput: null,
    evaluatedInputs: [],
    matchedRules: [],
  };
  run.evaluatedDecisions?.push(trace);
  const computed = node.logic(scope, trace);
  const value = node.type ? coerce(computed, node.type, `Decision '${node.name}'`, run.scope.evaluation) : computed;
  trace.decisionOutput = toJson(value, run.scope.evaluation);
  return value;
}

/** A function whose result has the declared type, whether that names the result or the function. */
function evaluateKnowledge(node: KnowledgeNode, run: Run): Value {
  const own: FeelContextValue = newContext();
  const made = node.logic(nested(scopeOf(node.requires, run), own), null);
  if (!(made instanceof FeelFunction)) return made;
  const result = resultType(node.type);
  const value = result
    ? new FeelFunction(
        made.parameters,
        (args) => coerce(made.call(args), result, `Result of '${node.name}'`, run.scope.evaluation),
        made.types,
      )
    : made;
  // A knowledge model may call itself.
  for (const name of node.seenAs) own[name] = value;
  return value;
}

function resultType(type: FeelType | null): FeelType | null {
  const plain = type && plainType(type);
  return plain?.is === 'function' ? plain.result : type;
}

/** Where a service is declared as a function, that names the types of its inputs, too. */
function parameterType(node: ServiceNode, index: number): FeelType | null {
  const plain = node.type && plainType(node.type);
  const type = plain?.is === 'function' ? plain.parameters[index] : undefined;
  return type && plainType(type).is !== 'any' ? type : null;
}

/** A decision service as a function: its inputs are the parameters. */
function serviceFunction(node: ServiceNode, run: Run): FeelFunction {
  return new FeelFunction(
    node.inputs.map(({ name }) => name),
    (args) =>
      run.scope.evaluation.deeper(() => {
        const inside: Run = { ...run, results: new Map(), evaluatedDecisions: null };
        node.inputs.forEach((input, index) => inside.results.set(input, args[index] ?? null));
        return outputOf(node, inside);
      }),
    node.inputs.map(({ type }, index) => parameterType(node, index) ?? type),
  );
}

/** Asked for directly: the inputs are the caller's variables. */
function evaluateService(node: ServiceNode, run: Run): Value {
  node.inputs.forEach((input, index) => {
    const type = parameterType(node, index);
    run.results.set(input, readInput(type ? { ...input, type } : input, run));
  });
  return outputOf(node, run);
}

/** One output decision gives its value, several a context by name. */
function outputOf(node: ServiceNode, run: Run): Value {
  const values = node.outputs.map((output) => evaluateNode(output, run));
  let result: Value = values[0] ?? null;
  if (node.outputs.length > 1) {
    const context = newContext();
    node.outputs.forEach(({ name }, index) => (context[name] = values[index] ?? null));
    result = context;
  }
  const type = resultType(node.type);
  return type ? coerce(result, type, `Decision service '${node.name}'`, run.scope.evaluation) : result;
}
