import { compileExpression } from '../feel/index.js';
import type { CompiledExpression } from '../feel/feel.js';
import type { BpmnNode } from './bpmn-node.js';
import type { FindingList } from './finding.js';
import type { Dynamic, ExecutableElement, SequenceFlow } from './graph.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** An element while the graph is built. */
export type Draft = Mutable<ExecutableElement>;

/** What the parts of the compiler share while one process is built. */
export class CompileContext {
  readonly elements: Draft[] = [];
  readonly flows: SequenceFlow[] = [];
  readonly nodes: BpmnNode[] = [];
  readonly indexById = new Map<string, number>();

  constructor(readonly findings: FindingList) {}

  /** Where incoming and outgoing flows of an element end: the multi-instance body, when there is one. */
  outside(index: number): Draft {
    const element = this.element(index);
    return element.loopBody >= 0 ? this.element(element.loopBody) : element;
  }

  element(index: number): Draft {
    const element = this.elements[index];
    if (!element) throw new Error(`no element ${index}`);
    return element;
  }

  find(id: string | undefined): Draft | undefined {
    const index = id === undefined ? undefined : this.indexById.get(id);
    return index === undefined ? undefined : this.elements[index];
  }

  error(node: BpmnNode, reason: string, message: string): void {
    this.findings.error(node, reason, message);
  }

  /** Compiles FEEL source without `=`; reports and answers null when it cannot be compiled. */
  expression(node: BpmnNode, source: string, what: string): CompiledExpression | null {
    const compiled = compileExpression(source);
    if (compiled.ok) return compiled.value;
    const [text, message] = [shorten(source), shorten(compiled.message)];
    this.error(
      node,
      `Failed to parse expression '${text}' (${what}): ${placeOf(source, compiled.at)}`,
      `Der FEEL-Ausdruck «${text}» (${what}) ist ungültig: ${message}`,
    );
    return null;
  }

  /** A text that is fixed, or computed when it starts with `=`. */
  dynamic(node: BpmnNode, text: string, what: string): Dynamic {
    return text.startsWith('=')
      ? { text, expression: this.expression(node, text.slice(1), what) }
      : { text, expression: null };
  }

  optional(node: BpmnNode, text: string | undefined, what: string): Dynamic | null {
    return text === undefined || text === '' ? null : this.dynamic(node, text, what);
  }

  /** A value that has to be an expression: a fixed text is refused, and still what it says, for files of yesterday. */
  required(node: BpmnNode, text: string | undefined, what: string): CompiledExpression | null {
    if (text === undefined || text.trim() === '') {
      this.error(node, `Attribute '${what}' must be present and not empty`, `Die Angabe «${what}» fehlt.`);
      return null;
    }
    if (!text.startsWith('=')) {
      const shown = shorten(text);
      this.error(
        node,
        `Expected expression but found static value '${shown}' (${what}). An expression must start with '=' (e.g. '=${shown}')`,
        `«${shown}» (${what}) muss ein FEEL-Ausdruck sein. Ein Ausdruck beginnt mit «=».`,
      );
    }
    return this.textOrExpression(node, text, what);
  }

  /** The value of an expression, or the text itself. */
  textOrExpression(node: BpmnNode, text: string, what: string): CompiledExpression | null {
    return this.expression(node, text.startsWith('=') ? text.slice(1) : JSON.stringify(text), what);
  }
}

const MOST_SHOWN = 300;

/** Where an expression is not understood, in the words of the protocol. */
function placeOf(source: string, at: number | undefined): string {
  const text = source.replace(/^\s*=/, '').trim();
  if (text === '') return 'the expression is empty';
  if (at === undefined) return 'the expression is too long or nested too deeply';
  const rest = text.slice(at - 1, at + 19);
  return rest === '' ? 'the expression is not complete' : `unexpected '${rest}' at character ${at}`;
}

/** Whoever reads of a fault has the model at hand: the beginning of a long text is enough. */
const shorten = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);

export function newElement(index: number, node: BpmnNode, scope: number): Draft {
  return {
    index,
    id: node.id ?? '',
    name: node.name ?? '',
    type: 'TASK',
    eventType: 'UNSPECIFIED',
    scope,
    outgoing: [],
    incoming: [],
    defaultFlow: null,
    inputs: null,
    outputs: null,
    catchEvents: [],
    eventSubProcesses: [],
    startEvent: -1,
    triggeredStartEvents: [],
    attachedTo: -1,
    interrupting: false,
    behindEventBasedGateway: false,
    job: null,
    userTask: null,
    script: null,
    decision: null,
    call: null,
    message: null,
    timer: null,
    error: null,
    signal: null,
    escalation: null,
    compensation: null,
    compensationTarget: -1,
    adHoc: null,
    listeners: null,
    linkTarget: -1,
    loop: null,
    loopBody: -1,
  };
}
