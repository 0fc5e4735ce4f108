/** `person.first-name`: a path whose last name may go on after a sign, when the context turns out to hold such an entry. */
import type { SyntaxNode } from '@lezer/common';
import type { Code } from '../evaluation.js';
import type { Compiler } from './compiler.js';
import { childrenOf, normaliseName } from './compiler.js';

export interface NameWithSigns {
  readonly base: Code;
  /** The first has no operator; `name` is the entry's name when all steps so far are one name. */
  readonly steps: readonly { readonly name: string; readonly operator: string; readonly operand: Code }[];
}

/** A part of the chain, outermost last. */
interface Part {
  readonly node: SyntaxNode;
  readonly operator: string;
}

/** Most signs in a name: long sums are no names. */
const MOST_SIGNS = 8;

/** null when the operation is no chain of a path and plain names: `a.b - c - d`. */
export function nameWithSigns(node: SyntaxNode, compiler: Compiler): NameWithSigns | null {
  const parts: Part[] = [];
  let at = node;
  while (at.name === 'ArithmeticExpression' && parts.length < MOST_SIGNS) {
    const [left, sign, right] = childrenOf(at);
    if (!left || !sign || right?.name !== 'VariableName') return null;
    parts.unshift({ node: right, operator: compiler.text(sign) });
    at = left;
  }
  const [base, first] = childrenOf(at);
  if (at.name !== 'PathExpression' || !base || !first) return null;
  const nameUpTo = (end: SyntaxNode): string => normaliseName(compiler.source.slice(first.from, end.to));
  return {
    base: compiler.compile(base),
    steps: [
      { name: nameUpTo(first), operator: '', operand: () => null },
      ...parts.map(({ node: part, operator }) => ({ name: nameUpTo(part), operator, operand: compiler.compile(part) })),
    ],
  };
}
