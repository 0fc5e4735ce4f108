/** FEEL type names as predicates, for `instance of` and for DMN type references. */
import type { SyntaxNode } from '@lezer/common';
import type { FeelKind } from '../feel.js';
import type { Value } from '../values.js';
import { FeelRange, isContext, kindOf } from '../values.js';
import type { Compiler } from './compiler.js';
import { childAt, childrenOf } from './compiler.js';

export type TypeTest = (value: Value) => boolean;

const KINDS: Record<string, FeelKind> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date-time',
  dateTime: 'date-time',
  'days and time duration': 'days-time-duration',
  'day-time-duration': 'days-time-duration',
  dayTimeDuration: 'days-time-duration',
  'years and months duration': 'years-months-duration',
  'year-month-duration': 'years-months-duration',
  yearMonthDuration: 'years-months-duration',
  list: 'list',
  context: 'context',
  range: 'range',
  function: 'function',
  Null: 'null',
};

/** The test for a simple type name; null when the name is unknown. */
export function typeByName(name: string): TypeTest | null {
  if (name === 'Any' || name === 'any') return () => true;
  if (name === 'integer' || name === 'long' || name === 'double') return typeByName('number');
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return kind ? (value) => kindOf(value) === kind : null;
}

export function compileType(node: SyntaxNode, compiler: Compiler): TypeTest {
  const inner = node.name === 'Type' ? (childrenOf(node)[0] ?? node) : node;
  switch (inner.name) {
    case 'ListType': {
      const item = compileType(childAt(inner, 0, compiler), compiler);
      return (value) => Array.isArray(value) && value.every((entry) => item(entry));
    }
    case 'RangeType': {
      const end = compileType(childAt(inner, 0, compiler), compiler);
      return (value) =>
        value instanceof FeelRange &&
        (value.start === null || end(value.start)) &&
        (value.end === null || end(value.end));
    }
    case 'ContextType':
      return compileContextType(inner, compiler);
    case 'FunctionType':
      return (value) => kindOf(value) === 'function';
    default: {
      const test = typeByName(compiler.name(inner));
      if (!test) throw compiler.error(inner, 'ist kein bekannter Typ');
      return test;
    }
  }
}

function compileContextType(node: SyntaxNode, compiler: Compiler): TypeTest {
  const entries = (node.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? []).map((entry) => ({
    name: compiler.name(childAt(entry, 0, compiler)),
    test: compileType(childAt(entry, 1, compiler), compiler),
  }));
  return (value) =>
    isContext(value) && entries.every(({ name, test }) => Object.hasOwn(value, name) && test(value[name] ?? null));
}
