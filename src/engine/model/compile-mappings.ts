import type { BpmnNode, ZeebeNode } from './bpmn-node.js';
import { attribute, children, extension } from './bpmn-node.js';
import type { CompileContext } from './compile-context.js';
import type { CompiledExpression } from '../feel/feel.js';
import type { Mapping, MappingEntry } from './graph.js';

/** A target path is made of identifiers joined by dots. */
const TARGET = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;
/** No names as a whole; inside a path they are. */
const RESERVED = new Set([
  'null',
  'true',
  'false',
  'function',
  'if',
  'then',
  'else',
  'for',
  'between',
  'instance',
  'of',
]);

/** A tree of targets: a leaf holds FEEL source, a branch holds further targets in the order of the model. */
type Branch = Map<string, Branch | string>;

export function compileMappings(
  context: CompileContext,
  node: BpmnNode,
): { inputs: Mapping | null; outputs: Mapping | null } {
  const io = extension(node, 'IoMapping');
  return {
    inputs: compileDirection(context, node, children(io, 'inputParameters'), 'input'),
    outputs: compileDirection(context, node, children(io, 'outputParameters'), 'output'),
  };
}

function compileDirection(
  context: CompileContext,
  node: BpmnNode,
  parameters: readonly ZeebeNode[],
  direction: 'input' | 'output',
): Mapping | null {
  if (parameters.length === 0) return null;
  const tree: Branch = new Map();
  const entries: MappingEntry[] = [];
  let sound = true;
  for (const parameter of parameters) {
    const source = attribute(parameter, 'source') ?? '';
    const target = attribute(parameter, 'target') ?? '';
    const compiledSource = checkParameter(context, node, source, target, direction);
    if (!compiledSource) sound = false;
    else entries.push({ target: target.split('.'), source: compiledSource });
    if (sound) place(tree, target.split('.'), source.startsWith('=') ? source.slice(1) : JSON.stringify(source));
  }
  if (!sound) return null;
  const [first] = [...tree.entries()];
  if (tree.size === 1 && first && typeof first[1] === 'string') {
    const compiled = entries.at(-1)?.source ?? null;
    return compiled && { context: null, single: { target: first[0], source: compiled }, entries };
  }
  const text = direction === 'input' ? contextText(tree) : `{${outputEntries(tree, '').join(', ')}}`;
  const compiled = context.expression(node, text, `zeebe:${direction}`);
  return compiled && { context: compiled, single: null, entries };
}

/** The source, compiled on its own; null when something is wrong with it. */
function checkParameter(
  context: CompileContext,
  node: BpmnNode,
  source: string,
  target: string,
  direction: string,
): CompiledExpression | null {
  if (!TARGET.test(target)) {
    context.error(
      node,
      `The mapping target '${target}' must be one or more identifiers separated by dots`,
      `Das Ziel «${target}» einer Variablenzuordnung ist kein gültiger Name.`,
    );
    return null;
  }
  if (RESERVED.has(target)) {
    context.error(
      node,
      `The mapping target '${target}' is one of the reserved words (${[...RESERVED].join(', ')})`,
      `Das Ziel «${target}» einer Variablenzuordnung ist ein Wort von FEEL und kein Name.`,
    );
    return null;
  }
  if (source === '') {
    context.error(
      node,
      `The mapping to '${target}' needs a source`,
      `Die Variablenzuordnung nach «${target}» hat keine Quelle.`,
    );
    return null;
  }
  const what = `zeebe:${direction} ${target}`;
  // Inputs may be fixed texts, outputs not: so it is in Zeebe.
  return direction === 'input' ? context.textOrExpression(node, source, what) : context.required(node, source, what);
}

/** Later mappings to the same target win; `a` followed by `a.b` drops the value of `a`, as Zeebe does. */
function place(tree: Branch, path: readonly string[], source: string): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    tree.set(head, source);
    return;
  }
  let branch = tree.get(head);
  if (!(branch instanceof Map)) {
    branch = new Map();
    tree.set(head, branch);
  }
  place(branch, rest, source);
}

function contextText(tree: Branch): string {
  const entries = [...tree].map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? `(${value})` : contextText(value)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** Nested targets of outputs are merged into what is there already, level by level. */
function outputEntries(tree: Branch, prefix: string): string[] {
  return [...tree].map(([name, value]) => {
    if (typeof value === 'string') return `${name}: (${value})`;
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const fresh = contextText(value);
    const merged = `context merge([${path}, {${outputEntries(value, path).join(', ')}}])`;
    return `${name}: if ${path} = null then ${fresh} else ${merged}`;
  });
}
