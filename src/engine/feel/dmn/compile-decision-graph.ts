/** The door of DMN: a decision requirements graph, compiled once and evaluated in the order its requirements demand. */
import type {
  Compiled,
  CompiledDecisionGraph,
  DecisionResult,
  EvaluatedDecision,
  FeelEnvironment,
  VariableContext,
} from '../feel.js';
import { budgetMessage, rootScope } from '../compile-expression.js';
import type { Scope } from '../evaluation.js';
import { nested } from '../evaluation.js';
import { toJson } from '../to-json.js';
import type { FeelContextValue, Value } from '../values.js';
import { newContext } from '../values.js';
import { compileBoxed, compileFunction } from './boxed-expression.js';
import type { DmnElement, DmnReference } from './dmn-model.js';
import { readDmn } from './dmn-model.js';
import type { Logic } from './logic.js';
import { DecisionError, DmnCompileError } from './logic.js';

interface Node {
  id: string;
  name: string;
  /** Names under which other decisions see the result. */
  resultNames: string[];
  type: string;
  isDecision: boolean;
  requires: string[];
  logic: Logic;
}

export async function compileDecisionGraph(xml: string): Promise<Compiled<CompiledDecisionGraph>> {
  const read = await readDmn(xml);
  if (!read.ok) return read;
  const elements = read.definitions.drgElement ?? [];
  try {
    const nodes = new Map(
      elements
        .filter(({ $type }) => $type === 'dmn:Decision' || $type === 'dmn:BusinessKnowledgeModel')
        .map((element) => {
          const node = compileNode(element, elements);
          return [node.id, node] as const;
        }),
    );
    checkRequirements(nodes);
    const decisions = [...nodes.values()].filter(({ isDecision }) => isDecision);
    if (decisions.length === 0) return { ok: false, message: 'Die Datei enthält keine Entscheidung.' };
    return {
      ok: true,
      value: {
        id: read.definitions.id ?? '',
        name: read.definitions.name ?? '',
        decisions: decisions.map(({ id, name }) => ({ id, name })),
        evaluate: (decisionId, context, environment) => evaluateGraph(nodes, decisionId, context, environment),
      },
    };
  } catch (error) {
    if (error instanceof DmnCompileError) return { ok: false, message: error.message };
    throw error;
  }
}

function compileNode(element: DmnElement, all: readonly DmnElement[]): Node {
  const { id, variable, decisionLogic, encapsulatedLogic } = element;
  const name = element.name ?? id ?? '';
  const isDecision = element.$type === 'dmn:Decision';
  const place = `${isDecision ? 'Entscheidung' : 'Wissensmodell'} «${name}»`;
  if (!id) throw new DmnCompileError(`${place}: die ID fehlt.`);
  const expression = isDecision ? decisionLogic : encapsulatedLogic;
  if (!expression) throw new DmnCompileError(`${place}: die Entscheidungslogik fehlt.`);
  const names = all.flatMap((other) => [other.variable?.name, other.name]).filter((known): known is string => !!known);
  return {
    id,
    name,
    isDecision,
    resultNames: [...new Set([variable?.name ?? name, name, id])],
    type:
      expression.$type === 'dmn:DecisionTable'
        ? 'DECISION_TABLE'
        : expression.$type === 'dmn:LiteralExpression'
          ? 'LITERAL_EXPRESSION'
          : 'UNKNOWN',
    requires: requirementsOf(element),
    logic: atPlace(place, () => (isDecision ? compileBoxed(expression, names) : compileFunction(expression, names))),
  };
}

function atPlace<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DmnCompileError) throw new DmnCompileError(`${place}, ${error.message.replace(/\.?$/, '.')}`);
    throw error;
  }
}

function requirementsOf(element: DmnElement): string[] {
  const references: (DmnReference | undefined)[] = [
    ...(element.informationRequirement ?? []).map(({ requiredDecision }) => requiredDecision),
    ...(element.knowledgeRequirement ?? []).map(({ requiredKnowledge }) => requiredKnowledge),
  ];
  return references.flatMap((reference) => (reference?.href ? [reference.href.replace(/^.*#/, '')] : []));
}

/** Every requirement exists and none leads back to itself. */
function checkRequirements(nodes: ReadonlyMap<string, Node>): void {
  const done = new Set<string>();
  const visit = (node: Node, path: readonly Node[]): void => {
    if (path.includes(node))
      throw new DmnCompileError(
        `Die Entscheidungen ${[...path, node].map(({ name }) => `«${name}»`).join(' → ')} verlangen einander im Kreis.`,
      );
    if (done.has(node.id)) return;
    for (const id of node.requires) {
      const required = nodes.get(id);
      if (!required)
        throw new DmnCompileError(
          `Entscheidung «${node.name}»: die verlangte Entscheidung «${id}» gibt es in dieser Datei nicht.`,
        );
      visit(required, [...path, node]);
    }
    done.add(node.id);
  };
  for (const node of nodes.values()) visit(node, []);
}

function evaluateGraph(
  nodes: ReadonlyMap<string, Node>,
  decisionId: string,
  context: VariableContext,
  environment: FeelEnvironment,
): DecisionResult {
  const evaluatedDecisions: EvaluatedDecision[] = [];
  const target = nodes.get(decisionId);
  if (!target?.isDecision)
    return {
      ok: false,
      failedDecisionId: decisionId,
      message: `Die Entscheidung «${decisionId}» gibt es nicht.`,
      evaluatedDecisions,
    };
  const scope = rootScope(context, environment);
  const results = new Map<string, Value>();
  const run = { nodes, scope, results, evaluatedDecisions, current: target };
  try {
    return { ok: true, output: toJson(evaluateNode(target, run)), evaluatedDecisions };
  } catch (error) {
    const message = error instanceof DecisionError ? error.message : budgetMessage(error);
    if (message === null) throw error;
    return {
      ok: false,
      failedDecisionId: run.current.id,
      message: `Entscheidung «${run.current.name}»: ${message}`,
      evaluatedDecisions,
    };
  }
}

interface Run {
  nodes: ReadonlyMap<string, Node>;
  scope: Scope;
  results: Map<string, Value>;
  evaluatedDecisions: EvaluatedDecision[];
  /** The decision at work, for the failure message. */
  current: Node;
}

function evaluateNode(node: Node, run: Run): Value {
  const known = run.results.get(node.id);
  if (known !== undefined) return known;
  const required: FeelContextValue = newContext();
  for (const id of node.requires) {
    const other = run.nodes.get(id);
    if (!other) continue;
    const value = evaluateNode(other, run);
    for (const name of other.resultNames) required[name] = value;
  }
  run.current = node;
  const trace: EvaluatedDecision = {
    decisionId: node.id,
    decisionName: node.name,
    decisionType: node.type,
    decisionOutput: null,
    evaluatedInputs: [],
    matchedRules: [],
  };
  if (node.isDecision) run.evaluatedDecisions.push(trace);
  const value = node.logic(nested(run.scope, required), trace);
  trace.decisionOutput = toJson(value);
  run.results.set(node.id, value);
  return value;
}
