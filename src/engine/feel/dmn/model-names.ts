/** The names of a model that the parser of its expressions must know. */
import type { ItemDefinitions } from './item-definitions.js';
import type { XmlElement } from './xml-element.js';
import { attribute, childNamed } from './xml-element.js';

/** What a decision graph consists of. */
export const ELEMENTS: readonly string[] = ['decision', 'businessKnowledgeModel', 'inputData', 'decisionService'];

interface NamedModel {
  readonly definitions: XmlElement;
  readonly types: ItemDefinitions;
  readonly imports: ReadonlyMap<string, { readonly model: NamedModel; readonly name: string }>;
}

/** All names of the model and of those it imports: the parser must know those with spaces. */
export function namesOf({ definitions, types, imports }: NamedModel): string[] {
  const own = definitions.children
    .filter(({ name }) => ELEMENTS.includes(name))
    .flatMap((element) => [attribute(element, 'name'), attribute(childNamed(element, 'variable'), 'name')]);
  const imported = [...imports.values()].flatMap(({ model, name }) => [name, ...namesOf(model)]);
  return [...new Set([...own, ...types.names, ...imported])].filter((name): name is string => !!name);
}

/** Elements of a model that name entries of contexts. */
const ENTRIES = ['itemComponent', 'contextEntry', 'output', 'column'];

/** Names of entries with signs, of the model and of those it imports. */
export function entryNamesOf({ definitions, imports }: NamedModel): string[] {
  const names = new Set<string>();
  const visit = (element: XmlElement): void => {
    for (const child of element.children) {
      const named = child.name === 'contextEntry' ? childNamed(child, 'variable') : child;
      const name = ENTRIES.includes(child.name) ? attribute(named, 'name') : undefined;
      if (name !== undefined && /[^\p{L}\p{N}_\s]/u.test(name)) names.add(name);
      visit(child);
    }
  };
  visit(definitions);
  const imported = [...imports.values()].flatMap(({ model }) => entryNamesOf(model));
  return [...new Set([...names, ...imported])];
}
