/** Text to tree, with a German sentence when the text is no FEEL. */
import type { SyntaxNode } from '@lezer/common';
import { parser, trackVariables } from 'lezer-feel';
import { arithmeticNodes } from './arithmetic.js';
import { collectionNodes } from './collections.js';
import { CompileError, Compiler } from './compiler.js';
import { invocationNodes } from './invocation.js';
import { literalNodes } from './literals.js';
import { logicNodes } from './logic.js';
import { rangeNodes } from './unary-tests.js';

const MAX_SOURCE = 50_000;
const nodes = {
  ...literalNodes,
  ...arithmeticNodes,
  ...logicNodes,
  ...rangeNodes,
  ...collectionNodes,
  ...invocationNodes,
};
/** Built-ins whose names hold keywords; the parser must be told. */
const KEYWORD_NAMES = ['get or else'];
const configure = (top: string, names: readonly string[]) =>
  parser.configure({
    top,
    contextTracker: trackVariables(Object.fromEntries([...KEYWORD_NAMES, ...names].map((name) => [name, null]))),
  });
const parsers = { Expression: configure('Expression', []), UnaryTests: configure('UnaryTests', []) };

/** Parses and hands tree and compiler to `work`; throws CompileError. */
export function parse<T>(
  source: string,
  top: 'Expression' | 'UnaryTests',
  options: { names?: readonly string[]; scoped?: boolean },
  work: (root: SyntaxNode, compiler: Compiler) => T,
): T {
  if (source.trim() === '') throw new CompileError('Der Ausdruck ist leer.');
  if (source.length > MAX_SOURCE) throw new CompileError(`Der Ausdruck ist zu lang (höchstens ${MAX_SOURCE} Zeichen).`);
  // Names with spaces or operators must be known to the parser; plain ones need not.
  const special = options.names?.filter((name) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) ?? [];
  const configured = special.length === 0 ? parsers[top] : configure(top, special);
  const tree = configured.parse(source);
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) throw new CompileError(describeFault(source, cursor.from));
  } while (cursor.next());
  return work(tree.topNode, new Compiler(source, nodes, options.scoped));
}

function describeFault(source: string, at: number): string {
  const rest = source.slice(at).trim().slice(0, 20);
  return rest === ''
    ? `Der Ausdruck «${source.slice(0, 200)}» ist am Ende nicht vollständig.`
    : `Der Ausdruck «${source.slice(0, 200)}» ist ab Zeichen ${at + 1} («${rest}») nicht verständlich.`;
}
