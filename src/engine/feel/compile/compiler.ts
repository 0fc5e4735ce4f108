/** The dispatcher: one compile function per node of lezer-feel's tree, looked up once per node at compile time. */
import type { SyntaxNode } from '@lezer/common';
import type { Code } from '../evaluation.js';
import type { FeelType } from '../types.js';

/** Refuses a source; the message is German and names the place, which `at` counts in characters from 1. */
export class CompileError extends Error {
  constructor(
    message: string,
    readonly at?: number,
  ) {
    super(message);
  }
}

export type NodeCompiler = (node: SyntaxNode, compiler: Compiler) => Code;

export interface CompilerOptions {
  /** Names may come from around the expression (DMN), not only from variables. */
  scoped?: boolean;
  /** Types by name beside those of the language (item definitions). */
  types?: (name: string) => FeelType | null;
}

export class Compiler {
  /** Names the expression may read from outside. */
  readonly variables = new Set<string>();
  private readonly locals: Set<string>[] = [];

  constructor(
    readonly source: string,
    private readonly nodes: Readonly<Record<string, NodeCompiler>>,
    private readonly options: CompilerOptions = {},
  ) {}

  compile(node: SyntaxNode): Code {
    const compileNode = this.nodes[node.name];
    if (!compileNode) throw this.error(node, 'steht hier an der falschen Stelle');
    return compileNode(node, this);
  }

  /** Compiles with additional local names in reach. */
  within<T>(names: Iterable<string>, work: () => T): T {
    this.locals.push(new Set(names));
    try {
      return work();
    } finally {
      this.locals.pop();
    }
  }

  isLocal(name: string): boolean {
    return this.locals.some((names) => names.has(name));
  }

  /** Whether a name might be found somewhere between here and the variables of the process. */
  get hasLocals(): boolean {
    return this.options.scoped === true || this.locals.length > 0;
  }

  typeByName(name: string): FeelType | null {
    return this.options.types?.(name) ?? null;
  }

  text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  /** A name as FEEL sees it. */
  name(node: SyntaxNode): string {
    return normaliseName(this.text(node));
  }

  error(node: SyntaxNode, reason: string): CompileError {
    const text = this.text(node).slice(0, 40);
    return new CompileError(`«${text}» (Zeichen ${node.from + 1}) ${reason}.`, node.from + 1);
  }
}

/** Runs of white space count as one space. */
export const normaliseName = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Children that carry meaning: no brackets, keywords or comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^[A-Z]/.test(child.name) && !child.name.endsWith('Comment')) children.push(child);
    else if (child.name === 'null' || child.name === '?') children.push(child);
  }
  return children;
}

/** The n-th meaningful child; a tree without it is a source that the parser repaired. */
export function childAt(node: SyntaxNode, index: number, compiler: Compiler): SyntaxNode {
  const child = childrenOf(node)[index];
  if (!child) throw compiler.error(node, 'ist nicht vollständig');
  return child;
}
