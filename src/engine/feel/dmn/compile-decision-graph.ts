/** The door of DMN: a decision requirements graph, compiled once and evaluated in the order its requirements demand. */
import type { Compiled, CompiledDecisionGraph } from '../feel.js';
import { evaluateGraph } from './evaluate-graph.js';
import type { DecisionNode, GraphNode, InputNode, KnowledgeNode, ServiceNode } from './graph-model.js';
import { linkModels } from './link-models.js';
import { DmnCompileError } from './logic.js';
import { readDmn } from './read-dmn.js';
import { attribute } from './xml-element.js';
import type { XmlElement } from './xml-element.js';

export interface DecisionGraphOptions {
  /** Other models that this one may import, as XML. */
  imports?: readonly string[];
}

/** Asynchronous as every reader of models; all work is done when the promise is. */
export async function compileDecisionGraph(
  xml: string,
  { imports = [] }: DecisionGraphOptions = {},
): Promise<Compiled<CompiledDecisionGraph>> {
  const roots: XmlElement[] = [];
  for (const text of [xml, ...imports]) {
    const read = readDmn(text);
    if (!read.ok) return read;
    roots.push(read.definitions);
  }
  const [main, ...others] = roots;
  if (!main) return { ok: false, message: 'Die Datei ist leer.' };
  try {
    return { ok: true, value: graphOf(main, linkModels(main, others)) };
  } catch (error) {
    if (error instanceof DmnCompileError) return { ok: false, message: error.message };
    if (error instanceof RangeError) return { ok: false, message: 'Die Entscheidungsdatei ist zu tief verschachtelt.' };
    throw error;
  }
}

function graphOf(
  definitions: XmlElement,
  { nodes, warnings, strict }: ReturnType<typeof linkModels>,
): CompiledDecisionGraph {
  // The standard demands no id, but a namespace.
  const id = attribute(definitions, 'id') ?? attribute(definitions, 'namespace');
  if (id === undefined) throw new DmnCompileError('Die Datei hat weder ID noch Namensraum (namespace).');
  const isDecision = (node: GraphNode): node is DecisionNode => node.kind === 'decision';
  const isService = (node: GraphNode): node is ServiceNode => node.kind === 'service';
  const decisions = nodes.filter(isDecision);
  const knowledgeModels = nodes.filter((node): node is KnowledgeNode => node.kind === 'knowledge');
  const targets = new Map(
    nodes.filter((node): node is Exclude<GraphNode, InputNode> => node.kind !== 'input').map((node) => [node.id, node]),
  );
  const named = ({ id, name }: GraphNode) => ({ id, name });
  return {
    id,
    name: attribute(definitions, 'name') ?? '',
    decisions: decisions.map(named),
    services: nodes.filter(isService).map(named),
    knowledgeModels: knowledgeModels.map(named),
    warnings,
    evaluate: (decisionId, context, environment) => {
      const target = targets.get(decisionId);
      return target
        ? evaluateGraph(target, context, environment, strict)
        : {
            ok: false,
            failedDecisionId: decisionId,
            message: `Die Entscheidung «${decisionId}» gibt es nicht.`,
            evaluatedDecisions: [],
          };
    },
  };
}
