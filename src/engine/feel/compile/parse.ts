/** Text to tree, with a German sentence when the text is no FEEL. */
import type { SyntaxNode } from '@lezer/common';
import { parser, trackVariables } from 'lezer-feel';
import { arithmeticNodes } from './arithmetic.js';
import { collectionNodes } from './collections.js';
import type { CompilerOptions } from './compiler.js';
import { CompileError, Compiler } from './compiler.js';
import { invocationNodes } from './invocation.js';
import { literalNodes } from './literals.js';
import { logicNodes } from './logic.js';
import { readable } from './readable.js';
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

export type Top = 'Expression' | 'UnaryTests';
export interface ParseOptions extends CompilerOptions {
  /** Names in reach; needed only for those with spaces, signs or keywords. */
  names?: readonly string[];
  /** Names of entries with signs that may stand as steps of paths. */
  pathNames?: readonly string[];
}

/** Built-ins whose names hold keywords; the parser must be told. */
const KEYWORD_NAMES = ['get or else'];
const configure = (top: Top, names: readonly string[]) =>
  parser.configure({
    top,
    contextTracker: trackVariables(Object.fromEntries([...KEYWORD_NAMES, ...names].map((name) => [name, null]))),
  });
const plainParsers = { Expression: configure('Expression', []), UnaryTests: configure('UnaryTests', []) };
type Configured = typeof plainParsers;
/** Every cell of a table asks with the same list of names. */
const parsersByNames = new WeakMap<readonly string[], Configured>();

function parserFor(top: Top, names: readonly string[] = []): Configured[Top] {
  let known = parsersByNames.get(names);
  if (!known) {
    const special = names.filter((name) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
    known =
      special.length === 0
        ? plainParsers
        : { Expression: configure('Expression', special), UnaryTests: configure('UnaryTests', special) };
    parsersByNames.set(names, known);
  }
  return known[top];
}

/** Parses and hands tree and compiler to `work`; throws CompileError. */
export function parse<T>(
  source: string,
  top: Top,
  options: ParseOptions,
  work: (root: SyntaxNode, compiler: Compiler) => T,
): T {
  if (source.trim() === '') throw new CompileError('Der Ausdruck ist leer.');
  if (source.length > MAX_SOURCE) throw new CompileError(`Der Ausdruck ist zu lang (höchstens ${MAX_SOURCE} Zeichen).`);
  const tree = parserFor(top, options.names).parse(readable(source, options.pathNames));
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) throw new CompileError(describeFault(source, cursor.from), cursor.from + 1);
  } while (cursor.next());
  return work(tree.topNode, new Compiler(source, nodes, options));
}

function describeFault(source: string, at: number): string {
  const rest = source.slice(at).trim().slice(0, 20);
  return rest === ''
    ? `Der Ausdruck «${source.slice(0, 200)}» ist am Ende nicht vollständig.`
    : `Der Ausdruck «${source.slice(0, 200)}» ist ab Zeichen ${at + 1} («${rest}») nicht verständlich.`;
}
