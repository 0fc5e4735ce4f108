/** Compiles a model and those it imports, and links every requirement to the element it names. */
import type { FeelType } from '../types.js';
import { compileElement } from './compile-element.js';
import type { DecisionNode, GraphNode, InputNode, Requirement } from './graph-model.js';
import type { ItemDefinitions } from './item-definitions.js';
import { readItemDefinitions } from './item-definitions.js';
import type { Surroundings } from './logic.js';
import { ELEMENTS, entryNamesOf, namesOf } from './model-names.js';
import { DecisionError, DmnCompileError } from './logic.js';
import { drawnForCamunda } from './read-dmn.js';
import type { XmlElement } from './xml-element.js';
import { attribute, childNamed, childrenNamed } from './xml-element.js';

interface Model {
  readonly strict: boolean;
  readonly namespace: string;
  /** Names of the imports that lead here from the main model. */
  readonly names: readonly string[];
  readonly definitions: XmlElement;
  readonly types: ItemDefinitions;
  /** Imported models by namespace, with the name they bear here. */
  readonly imports: ReadonlyMap<string, { model: Model; name: string }>;
  /** What to say about imported models that nobody brought, by namespace. */
  readonly missing: ReadonlyMap<string, string>;
  readonly nodes: Map<string, Linked>;
}
interface Linked {
  readonly node: GraphNode;
  readonly element: XmlElement;
}

/** Most models in one, each way to import one counts. */
const MOST_MODELS = 200;

/** Most sentences about one deployment. */
const MOST_WARNINGS = 100;

/** The nodes of the main model, ready to be evaluated, and what is wrong with some of them. */
export function linkModels(
  main: XmlElement,
  others: readonly XmlElement[],
): { nodes: GraphNode[]; warnings: readonly string[]; strict: boolean } {
  const warnings = new Set<string>();
  const report = (message: string): void => {
    if (warnings.size < MOST_WARNINGS) warnings.add(message);
  };
  const models = new Map<string, Model>();
  const model = loadModel(main, [main, ...others], models, { namespaces: [], names: [], report });
  for (const loaded of models.values()) compileModel(loaded, report);
  for (const loaded of models.values()) linkModel(loaded, loaded.strict ? report : null);
  const nodes = [...model.nodes.values()].map(({ node }) => node);
  checkCircles(nodes);
  return { nodes, warnings: [...warnings], strict: model.strict };
}

/** Other things can be imported too: schemas, PMML. */
export const isModelImport = (element: XmlElement): boolean => /dmn/i.test(attribute(element, 'importType') ?? 'dmn');

function loadModel(
  definitions: XmlElement,
  others: readonly XmlElement[],
  models: Map<string, Model>,
  path: { namespaces: readonly string[]; names: readonly string[]; report: (message: string) => void },
): Model {
  const namespace = attribute(definitions, 'namespace') ?? '';
  // A model that is imported on two ways has its inputs twice: `B.persons.name` and `C.persons.name`.
  const key = [...path.names, namespace].join('\n');
  const known = models.get(key);
  if (known) return known;
  if (models.size >= MOST_MODELS) throw new DmnCompileError('Die Datei importiert zu viele Modelle.');
  if (path.namespaces.includes(namespace))
    throw new DmnCompileError(`Das Modell «${namespace}» importiert sich selbst.`);
  const imports = new Map<string, { model: Model; name: string }>();
  const missing = new Map<string, string>();
  for (const element of childrenNamed(definitions, 'import')) {
    if (!isModelImport(element)) continue;
    const wanted = attribute(element, 'namespace') ?? '';
    const other = others.find((candidate) => attribute(candidate, 'namespace') === wanted);
    const name = attribute(element, 'name') ?? '';
    if (!other) {
      // Stops only the decisions that need it.
      const message = `Die Datei importiert das Modell «${name || wanted}», das weder mitgeliefert noch früher bereitgestellt wurde.`;
      missing.set(wanted, message);
      path.report(message);
      continue;
    }
    const names = name === '' ? path.names : [...path.names, name];
    const model = loadModel(other, others, models, {
      ...path,
      namespaces: [...path.namespaces, namespace],
      names,
    });
    imports.set(wanted, { model, name });
  }
  const strict = !drawnForCamunda(definitions);
  const types = readItemDefinitions(definitions, (name) => importedType(name, imports), strict ? path.report : null);
  const model: Model = { strict, namespace, names: path.names, definitions, types, imports, missing, nodes: new Map() };
  models.set(key, model);
  return model;
}

/** `loans.tLoan`; without a name the import's types are known as if they were the model's own. */
function importedType(reference: string, imports: Model['imports']): FeelType | null {
  for (const { model, name } of imports.values()) {
    const own = name === '' ? reference : reference.startsWith(`${name}.`) ? reference.slice(name.length + 1) : null;
    const type = own === null ? null : model.types.type(own);
    if (type) return type;
  }
  return null;
}

function compileModel(model: Model, report: (message: string) => void): void {
  const { definitions, types, nodes, strict } = model;
  const surroundings: Surroundings = {
    names: namesOf(model),
    pathNames: strict ? entryNamesOf(model) : [],
    types: types.type,
    allowedValues: types.allowedValues,
    strict,
    report: strict ? report : null,
  };
  for (const element of definitions.children) {
    if (!ELEMENTS.includes(element.name)) continue;
    const node = compileElement(element, surroundings, model.names);
    nodes.set(node.id, { node, element });
  }
}

function linkModel(model: Model, report: Surroundings['report']): void {
  for (const { node, element } of model.nodes.values()) {
    if (node.kind === 'input') continue;
    node.requires = [
      ...childrenNamed(element, 'informationRequirement').flatMap((requirement) => requirement.children),
      ...childrenNamed(element, 'knowledgeRequirement').flatMap((requirement) => requirement.children),
      ...childrenNamed(childNamed(element, 'encapsulatedLogic') ?? element, 'knowledgeRequirement').flatMap(
        (requirement) => (element.name === 'businessKnowledgeModel' ? requirement.children : []),
      ),
    ].flatMap((reference) => requirementOf(reference, node, model, report) ?? []);
    if (node.kind !== 'service') continue;
    const referenced = (name: string) =>
      childrenNamed(element, name).flatMap((reference) => requirementOf(reference, node, model, report)?.node ?? []);
    node.inputs = [...referenced('inputData'), ...referenced('inputDecision')].filter(
      (input): input is InputNode | DecisionNode => input.kind === 'input' || input.kind === 'decision',
    );
    node.outputs = referenced('outputDecision').filter((output): output is DecisionNode => output.kind === 'decision');
  }
}

function requirementOf(
  reference: XmlElement,
  owner: GraphNode,
  model: Model,
  report: Surroundings['report'],
): Requirement | null {
  const href = attribute(reference, 'href');
  if (href === undefined) return null;
  const [namespace = '', id = ''] = href.includes('#') ? href.split('#') : ['', href];
  const absent = model.missing.get(namespace);
  if (absent !== undefined) return { node: nowhere(owner, absent), importName: null };
  const imported = namespace === '' || namespace === model.namespace ? null : model.imports.get(namespace);
  const found = nodeIn(imported?.model ?? model, id);
  if (!found) {
    const message = `Entscheidung «${owner.name}»: die verlangte Entscheidung «${id}» gibt es in dieser Datei nicht.`;
    if (!report) throw new DmnCompileError(message);
    report(message);
    return { node: nowhere(owner, message), importName: null };
  }
  return { node: found.node, importName: imported && imported.name !== '' ? imported.name : null };
}

/** What a model imports without a name is as its own, the first import before the next (DMN 1.5, 6.3.3). */
function nodeIn(model: Model, id: string): Linked | undefined {
  const own = model.nodes.get(id);
  if (own) return own;
  for (const { model: other, name } of model.imports.values()) {
    const found = name === '' ? nodeIn(other, id) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Stands for what its owner requires in vain: the owner fails when it is evaluated, the rest of the model works. */
const nowhere = ({ id, name }: GraphNode, message: string): DecisionNode => ({
  kind: 'decision',
  id,
  name,
  seenAs: [],
  type: null,
  requires: [],
  decisionType: 'UNKNOWN',
  logic: () => {
    throw new DecisionError(message);
  },
});

/** No requirement may lead back to where it started. */
function checkCircles(nodes: readonly GraphNode[]): void {
  const done = new Set<GraphNode>();
  const visit = (node: GraphNode, path: readonly GraphNode[]): void => {
    if (path.includes(node) || path.length > 200)
      throw new DmnCompileError(
        `Die Entscheidungen ${[...path.slice(-5), node].map(({ name }) => `«${name}»`).join(' → ')} verlangen einander im Kreis.`,
      );
    if (done.has(node) || node.kind === 'input') return;
    for (const { node: required } of node.requires) visit(required, [...path, node]);
    if (node.kind === 'service') for (const output of node.outputs) visit(output, [...path, node]);
    done.add(node);
  };
  for (const node of nodes) visit(node, []);
}
