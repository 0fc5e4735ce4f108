/** Random processes that always can come to their end: blocks with one way in and one way out, nested at will. */
import * as fc from 'fast-check';
import {
  boundary,
  call,
  catching,
  end,
  error,
  gateway,
  job,
  manual,
  message,
  process,
  receive,
  script,
  start,
  sub,
  timer,
  user,
} from './bpmn-text.js';

type Trigger = 'error' | 'timer' | 'message' | 'cycle' | 'side message';

interface Handler {
  trigger: Trigger;
  path: Block[];
}

export type Block =
  | { kind: 'job' | 'user' | 'script' | 'manual' | 'call' | 'receive' | 'wait' | 'race' }
  | { kind: 'guarded'; handler: Handler }
  | { kind: 'loop'; sequential: boolean; until: boolean; body: Block[] }
  | { kind: 'either' | 'all'; ways: [Block[], Block[]] }
  | { kind: 'sub'; body: Block[]; boundary: Handler | null; event: Handler | null };

interface Piece {
  elements: string[];
  flows: string[];
  first: string;
  last: string;
}

const trigger = fc.constantFrom<Trigger>('error', 'timer', 'message', 'cycle', 'side message');

const { path } = fc.letrec<{ block: Block; path: Block[]; handler: Handler }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constantFrom('job', 'user', 'script', 'manual', 'call', 'receive', 'wait', 'race') }),
    fc.record({ kind: fc.constant('guarded'), handler: tie('handler') }),
    fc.record({ kind: fc.constant('loop'), sequential: fc.boolean(), until: fc.boolean(), body: tie('path') }),
    fc.record({ kind: fc.constantFrom('either', 'all'), ways: fc.tuple(tie('path'), tie('path')) }),
    fc.record({
      kind: fc.constant('sub'),
      body: tie('path'),
      boundary: fc.option(tie('handler'), { depthIdentifier: 'handler' }),
      event: fc.option(tie('handler'), { depthIdentifier: 'handler' }),
    }),
  ) as fc.Arbitrary<Block>,
  path: fc.array(tie('block'), { minLength: 1, maxLength: 3, size: 'small' }),
  handler: fc.record({ trigger, path: tie('path') }),
}));

/** The blocks of a process, one after the other. */
export const randomPath: fc.Arbitrary<Block[]> = path;

/** The process with the id `p`, and the one that it calls. */
export function writeProcess(blocks: readonly Block[]): string {
  const writer = new Writer();
  const { elements, flows } = writer.scope(blocks);
  const called = process('called', [start(), job('w', 'work'), end()], ['start -> w', 'w -> end']);
  return `${process('p', elements, flows)}${called}`;
}

class Writer {
  private count = 0;

  /** A path between a start and an end. */
  scope(blocks: readonly Block[], startDefinition = '', interrupting?: boolean): Piece {
    const [first, last] = [this.id('start'), this.id('end')];
    const piece = this.path(blocks);
    return {
      elements: [start(first, startDefinition, { interrupting }), ...piece.elements, end(last)],
      flows: [...piece.flows, `${first} -> ${piece.first}`, `${piece.last} -> ${last}`],
      first,
      last,
    };
  }

  private id(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count}`;
  }

  private path(blocks: readonly Block[]): Piece {
    const pieces = blocks.map((block) => this.block(block));
    const between = pieces.slice(1).map((piece, index) => `${pieces[index]?.last} -> ${piece.first}`);
    return {
      elements: pieces.flatMap(({ elements }) => elements),
      flows: [...pieces.flatMap(({ flows }) => flows), ...between],
      first: pieces[0]?.first ?? '',
      last: pieces.at(-1)?.last ?? '',
    };
  }

  private block(block: Block): Piece {
    const id = this.id(block.kind);
    switch (block.kind) {
      case 'guarded':
        return this.guarded(id, job(id, 'work'), block.handler);
      case 'loop':
        return this.loop(id, block);
      case 'either':
      case 'all':
        return this.fork(id, block.kind, block.ways);
      case 'sub':
        return this.sub(id, block);
      case 'race':
        return this.race(id);
      default:
        return single(id, this.task(id, block.kind));
    }
  }

  private task(id: string, kind: 'job' | 'user' | 'script' | 'manual' | 'call' | 'receive' | 'wait'): string {
    if (kind === 'job') return job(id, 'work');
    if (kind === 'user') return user(id);
    if (kind === 'script') return script(id, '=if n = null then 1 else n + 1', 'n');
    if (kind === 'manual') return manual(id);
    if (kind === 'call') return call(id, 'called');
    return kind === 'receive' ? receive(id, id, '="k"') : catching(id, timer('duration', 'PT1H'));
  }

  /** Interrupting handlers lead back to the way out; the others end by themselves. */
  private guarded(id: string, host: string, { trigger: by, path: way }: Handler): Piece {
    const event = this.id('boundary');
    const handler = this.path(way);
    const interrupting = by !== 'cycle' && by !== 'side message';
    const common = {
      elements: [host, boundary(event, id, this.definition(by), { interrupting }), ...handler.elements],
    };
    const flows = [...handler.flows, `${event} -> ${handler.first}`];
    if (!interrupting) return { ...common, flows, first: id, last: id };
    const merge = this.id('merge');
    return {
      elements: [...common.elements, gateway(merge, 'exclusive')],
      flows: [...flows, `${id} -> ${merge}`, `${handler.last} -> ${merge}`],
      first: id,
      last: merge,
    };
  }

  private loop(id: string, { sequential, until, body }: Extract<Block, { kind: 'loop' }>): Piece {
    const { elements, flows } = this.scope(body);
    const each = {
      in: '=[1, 2, 3]',
      as: 'item',
      sequential,
      collect: ['results', '=item'] as [string, string],
      ...(until ? { until: '=item = 2' } : {}),
    };
    return single(id, sub(id, elements, flows, { each }));
  }

  private fork(id: string, kind: 'either' | 'all', ways: [Block[], Block[]]): Piece {
    const [a, b] = [this.path(ways[0]), this.path(ways[1])];
    const join = this.id('join');
    const either = kind === 'either';
    const type = either ? 'exclusive' : 'parallel';
    return {
      elements: [
        gateway(id, type, either ? { default: `${id}_${b.first}` } : {}),
        ...a.elements,
        ...b.elements,
        gateway(join, type),
      ],
      flows: [
        ...a.flows,
        ...b.flows,
        `${id} -> ${a.first}${either ? ' [n != null and n > 1]' : ''}`,
        `${id} -> ${b.first}`,
        `${a.last} -> ${join}`,
        `${b.last} -> ${join}`,
      ],
      first: id,
      last: join,
    };
  }

  private sub(id: string, block: Extract<Block, { kind: 'sub' }>): Piece {
    const body = this.scope(block.body);
    const event = block.event ? this.eventSub(block.event) : [];
    const host = sub(id, [...body.elements, ...event], body.flows);
    return block.boundary ? this.guarded(id, host, block.boundary) : single(id, host);
  }

  private eventSub({ trigger: by, path: way }: Handler): string[] {
    const { elements, flows } = this.scope(way, this.definition(by), by !== 'cycle' && by !== 'side message');
    return [sub(this.id('event'), elements, flows, { event: true })];
  }

  private race(id: string): Piece {
    const [a, b, merge] = [this.id('catch'), this.id('catch'), this.id('merge')];
    return {
      elements: [
        gateway(id, 'eventBased'),
        catching(a, message(a, '="k"')),
        catching(b, timer('duration', 'PT2H')),
        gateway(merge, 'exclusive'),
      ],
      flows: [`${id} -> ${a}`, `${id} -> ${b}`, `${a} -> ${merge}`, `${b} -> ${merge}`],
      first: id,
      last: merge,
    };
  }

  private definition(by: Trigger): string {
    if (by === 'error') return error('E');
    if (by === 'timer') return timer('duration', 'PT3H');
    return by === 'cycle' ? timer('cycle', 'R2/PT1H') : message(this.id('message'), '="k"');
  }
}

const single = (id: string, element: string): Piece => ({ elements: [element], flows: [], first: id, last: id });
