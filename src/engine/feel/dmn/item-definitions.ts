/** Item definitions (DMN 1.5, 7.3.2): structures, collections, functions and allowed values as FEEL types. */
import { compileUnaryTests, rootScope } from '../compile-expression.js';
import type { FeelType } from '../types.js';
import { ANY, UNDECLARED, builtinType } from '../types.js';
import type { Value } from '../values.js';
import type { Surroundings } from './logic.js';
import { DecisionError, DmnCompileError } from './logic.js';
import type { XmlElement } from './xml-element.js';
import { attribute, childNamed, childrenNamed, childText } from './xml-element.js';

export interface ItemDefinitions {
  /** null when there is no such definition. */
  type(name: string): FeelType | null;
  allowedValues(name: string): string | null;
  /** Names of all components, for the parser. */
  readonly names: readonly string[];
}

/** `outside` finds types of imported models: `loans.tLoan`. */
export function readItemDefinitions(
  definitions: XmlElement,
  outside: (name: string) => FeelType | null,
  report: Surroundings['report'],
): ItemDefinitions {
  const elements = new Map(
    childrenNamed(definitions, 'itemDefinition').map((element) => [attribute(element, 'name') ?? '', element]),
  );
  const types = new Map<string, FeelType>();
  const typeByName = (reference: string): FeelType | null => {
    const name = localName(reference);
    const element = elements.get(reference) ?? elements.get(name);
    if (!element) return builtinType(name) ?? outside(reference);
    const key = attribute(element, 'name') ?? '';
    const known = types.get(key);
    if (known) return known;
    // Known by its name before it is read: a definition may contain itself.
    let resolved: FeelType = ANY;
    types.set(key, { is: 'named', resolve: () => resolved });
    resolved = readItem(element, { typeByName, report });
    types.set(key, resolved);
    return resolved;
  };
  return {
    type: typeByName,
    allowedValues: (reference) => {
      const element = elements.get(reference) ?? elements.get(localName(reference));
      return childText(element && childNamed(element, 'allowedValues'), 'text') || null;
    },
    names: [...elements.values()].flatMap(componentNames),
  };
}

/** Older versions write a prefix: `feel:string`, `ns1:tLoan`. */
const localName = (reference: string): string => reference.replace(/^[^:]*:/, '').trim();

const componentNames = (element: XmlElement): string[] =>
  childrenNamed(element, 'itemComponent').flatMap((component) => [
    attribute(component, 'name') ?? '',
    ...componentNames(component),
  ]);

interface Reading {
  readonly typeByName: (name: string) => FeelType | null;
  readonly report: Surroundings['report'];
}

function readItem(element: XmlElement, reading: Reading): FeelType {
  const base = baseOf(element, reading);
  const allowed = childNamed(element, 'allowedValues');
  // A definition's own values are all there are: those of the definition it refers to no longer count.
  const free = childText(allowed, 'text') !== '' && base.is === 'restricted' ? base.base : base;
  const item = restricted(free, allowed, reading);
  const type: FeelType = attribute(element, 'isCollection') === 'true' ? { is: 'list', item } : item;
  return restricted(type, childNamed(element, 'typeConstraint'), reading);
}

function baseOf(element: XmlElement, reading: Reading): FeelType {
  const { typeByName } = reading;
  const components = childrenNamed(element, 'itemComponent');
  if (components.length > 0)
    return {
      is: 'context',
      entries: new Map(
        components.map((component) => [attribute(component, 'name') ?? '', readItem(component, reading)]),
      ),
    };
  const functionItem = childNamed(element, 'functionItem');
  if (functionItem) return readFunctionItem(functionItem, typeByName);
  const reference = childText(element, 'typeRef');
  return (reference && typeByName(reference)) || ANY;
}

function readFunctionItem(element: XmlElement, typeByName: (name: string) => FeelType | null): FeelType {
  const named = (reference: string | undefined): FeelType | null => (reference && typeByName(reference)) || null;
  return {
    is: 'function',
    parameters: childrenNamed(element, 'parameters').map(
      (parameter) => named(attribute(parameter, 'typeRef')) ?? UNDECLARED,
    ),
    result: named(attribute(element, 'outputTypeRef')) ?? ANY,
  };
}

function restricted(base: FeelType, constraint: XmlElement | undefined, { report }: Reading): FeelType {
  const text = childText(constraint, 'text');
  if (text === '') return base;
  const compiled = compileUnaryTests(text);
  if (!compiled.ok) {
    const message = `Erlaubte Werte «${text}»: ${compiled.message}`;
    if (!report) throw new DmnCompileError(message);
    report(message);
    return { is: 'restricted', base, allows: () => fail(message) };
  }
  const test = compiled.value;
  const allows = (value: Value): boolean => test(value, rootScope({ get: () => undefined }, { now: 0 })) === true;
  return { is: 'restricted', base, allows };
}

function fail(message: string): never {
  throw new DecisionError(message);
}
