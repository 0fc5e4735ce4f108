/** Values that are written out in full: they are read once, when the expression is compiled. */
import type { SyntaxNode } from '@lezer/common';
import { unquote } from '../unquote.js';
import { parseNumber } from '../numbers.js';
import { parseAny, parseDate, parseDateTime, parseDuration, parseTime } from '../temporal/parse-temporal.js';
import type { Value } from '../values.js';
import { FeelRange } from '../values.js';
import type { Compiler } from './compiler.js';
import { childrenOf } from './compiler.js';

/** undefined when the value depends on anything. Strings, numbers, booleans, temporal literals and ranges of them. */
export function constantOf(node: SyntaxNode, compiler: Compiler): Value | undefined {
  switch (node.name) {
    case 'StringLiteral':
      return unquote(compiler.text(node));
    case 'NumericLiteral':
      return parseNumber(compiler.text(node).replace(/\s+/g, '')) ?? undefined;
    case 'BooleanLiteral':
      return compiler.text(node) === 'true';
    case 'DateTimeLiteral':
      return temporalConstant(node, compiler);
    case 'Interval':
      return rangeConstant(node, compiler);
    case 'SimplePositiveUnaryTest': {
      const [inner] = childrenOf(node);
      return inner?.name === 'Interval' ? rangeConstant(inner, compiler) : undefined;
    }
    default:
      return undefined;
  }
}

const READERS: Record<string, (text: string) => Value> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
};

function temporalConstant(node: SyntaxNode, compiler: Compiler): Value | undefined {
  const [inner] = childrenOf(node);
  if (!inner) return undefined;
  const holder = inner.name === 'AtLiteral' ? inner : node.getChild('PositionalParameters');
  const [text, more] = holder ? childrenOf(holder) : [];
  const name = inner.name === 'AtLiteral' ? '@' : compiler.name(inner);
  const read = name === '@' ? parseAny : READERS[name];
  // A function of the same name may be defined around the expression.
  if (text?.name !== 'StringLiteral' || more || !read || compiler.isLocal(name)) return undefined;
  return read(unquote(compiler.text(text))) ?? undefined;
}

function rangeConstant(node: SyntaxNode, compiler: Compiler): Value | undefined {
  const [start, end] = childrenOf(node).map((child) => constantOf(child, compiler));
  if (start === undefined || end === undefined) return undefined;
  const text = compiler.text(node);
  return new FeelRange(start, end, text.startsWith('['), text.endsWith(']'));
}
