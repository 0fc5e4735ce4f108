/** Random processes that always can come to their end: blocks with one way in and one way out, nested at will. */
import * as fc from 'fast-check';
import {
  adHoc,
  boundary,
  call,
  catching,
  compensation,
  end,
  error,
  escalation,
  gateway,
  job,
  link,
  manual,
  message,
  process,
  receive,
  script,
  signal,
  start,
  sub,
  terminateDefinition,
  throwing,
  timer,
  user,
} from './bpmn-text.js';

type Trigger = 'error' | 'timer' | 'message' | 'signal' | 'cycle' | 'side message' | 'side signal';
const BESIDE: readonly Trigger[] = ['cycle', 'side message', 'side signal'];

const TASKS = [
  'job',
  'send',
  'rule',
  'listened',
  'user',
  'script',
  'manual',
  'call',
  'receive',
  'wait',
  'hear',
  'tell',
] as const;
const GROUPS = ['race', 'link', 'free', 'undo', 'stopped'] as const;

interface Handler {
  trigger: Trigger;
  path: Block[];
}

export type Block =
  | { kind: (typeof TASKS)[number] | (typeof GROUPS)[number] }
  | { kind: 'guarded'; handler: Handler }
  | { kind: 'loop'; sequential: boolean; until: boolean; body: Block[] }
  | { kind: 'either' | 'some' | 'all'; ways: [Block[], Block[]] }
  | { kind: 'raised'; interrupting: boolean; body: Block[]; way: Block[] }
  | { kind: 'sub'; body: Block[]; boundary: Handler | null; event: Handler | null };

interface Piece {
  elements: string[];
  flows: string[];
  first: string;
  last: string;
}

const trigger = fc.constantFrom<Trigger>('error', 'timer', 'message', 'signal', ...BESIDE);

const { path } = fc.letrec<{ block: Block; path: Block[]; handler: Handler }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constantFrom(...TASKS, ...GROUPS) }),
    fc.record({ kind: fc.constant('guarded'), handler: tie('handler') }),
    fc.record({ kind: fc.constant('loop'), sequential: fc.boolean(), until: fc.boolean(), body: tie('path') }),
    fc.record({ kind: fc.constantFrom('either', 'some', 'all'), ways: fc.tuple(tie('path'), tie('path')) }),
    fc.record({ kind: fc.constant('raised'), interrupting: fc.boolean(), body: tie('path'), way: tie('path') }),
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
      case 'some':
      case 'all':
        return this.fork(id, block.kind, block.ways);
      case 'sub':
        return this.sub(id, block);
      case 'raised':
        return this.raised(id, block);
      case 'race':
        return this.race(id);
      case 'link':
        return this.link(id);
      case 'free':
        return this.free(id);
      case 'undo':
        return this.undo(id);
      case 'stopped':
        return this.stopped(id);
      default:
        return single(id, this.task(id, block.kind));
    }
  }

  private task(id: string, kind: (typeof TASKS)[number]): string {
    switch (kind) {
      case 'job':
        return job(id, 'work');
      case 'send':
        return job(id, 'work', {}, 'sendTask');
      case 'rule':
        return job(id, 'work', {}, 'businessRuleTask');
      case 'listened':
        return job(id, 'work', {
          listeners: [
            ['start', 'work'],
            ['end', 'work'],
          ],
        });
      case 'user':
        return user(id);
      case 'script':
        return script(id, '=if n = null then 1 else n + 1', 'n');
      case 'manual':
        return manual(id);
      case 'call':
        return call(id, 'called');
      case 'receive':
        return receive(id, id, '="k"');
      case 'wait':
        return catching(id, timer('duration', 'PT1H'));
      case 'hear':
        return catching(id, signal('told'));
      // Not what handlers wait for: a handler that begins itself again never ends.
      case 'tell':
        return throwing(id, signal('told'));
    }
  }

  /** Interrupting handlers lead back to the way out; the others end by themselves. */
  private guarded(id: string, host: string, { trigger: by, path: way }: Handler): Piece {
    const event = this.id('boundary');
    return this.attached(id, host, { event, definition: this.definition(by), interrupting: !BESIDE.includes(by) }, way);
  }

  private attached(
    id: string,
    host: string,
    { event, definition, interrupting }: { event: string; definition: string; interrupting: boolean },
    way: readonly Block[],
  ): Piece {
    const handler = this.path(way);
    const common = {
      elements: [host, boundary(event, id, definition, { interrupting }), ...handler.elements],
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

  private fork(id: string, kind: 'either' | 'some' | 'all', ways: [Block[], Block[]]): Piece {
    const [a, b] = [this.path(ways[0]), this.path(ways[1])];
    const join = this.id('join');
    const either = kind === 'either';
    const type = ({ either: 'exclusive', some: 'inclusive', all: 'parallel' } as const)[kind];
    // One of them holds whatever n is; both when it is 2.
    const conditions = kind === 'all' ? ['', ''] : [' [n != null and n > 1]', either ? '' : ' [n = null or n < 3]'];
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
        `${id} -> ${a.first}${conditions[0]}`,
        `${id} -> ${b.first}${conditions[1]}`,
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
    const { elements, flows } = this.scope(way, this.definition(by), !BESIDE.includes(by));
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

  /** A sub-process that raises an escalation at once; interrupting or not. */
  private raised(id: string, { interrupting, body, way }: Extract<Block, { kind: 'raised' }>): Piece {
    const [begin, finish, up] = [this.id('start'), this.id('end'), this.id('up')];
    const inner = this.path(body);
    const host = sub(
      id,
      [start(begin), throwing(up, escalation('X')), ...inner.elements, end(finish)],
      [...inner.flows, `${begin} -> ${up}`, `${up} -> ${inner.first}`, `${inner.last} -> ${finish}`],
    );
    return this.attached(id, host, { event: this.id('boundary'), definition: escalation('X'), interrupting }, way);
  }

  private link(id: string): Piece {
    const target = this.id('target');
    return { elements: [throwing(id, link(id)), catching(target, link(id))], flows: [], first: id, last: target };
  }

  private free(id: string): Piece {
    const [a, b] = [this.id('free'), this.id('free')];
    return single(id, adHoc(id, [job(a, 'work'), user(b)], [], { active: `=["${a}", "${b}"]` }));
  }

  /** Does something and undoes it. */
  private undo(id: string): Piece {
    const [event, handler, back] = [this.id('undoes'), this.id('handler'), this.id('back')];
    return {
      elements: [
        job(id, 'work'),
        boundary(event, id, compensation()),
        job(handler, 'work', { isForCompensation: true }),
        throwing(back, compensation()),
      ],
      flows: [`${id} -> ${back}`, `${event} ~ ${handler}`],
      first: id,
      last: back,
    };
  }

  /** Of two ways the one ends the other. */
  private stopped(id: string): Piece {
    const [begin, split, a, b, stop, stay] = ['start', 'split', 'a', 'b', 'stop', 'stay'].map((name) =>
      this.id(name),
    ) as [string, string, string, string, string, string];
    const elements = [
      start(begin),
      gateway(split, 'parallel'),
      job(a, 'work'),
      user(b),
      end(stop, terminateDefinition),
      end(stay),
    ];
    const flows = [
      `${begin} -> ${split}`,
      `${split} -> ${a}`,
      `${split} -> ${b}`,
      `${a} -> ${stop}`,
      `${b} -> ${stay}`,
    ];
    return single(id, sub(id, elements, flows));
  }

  private definition(by: Trigger): string {
    if (by === 'error') return error('E');
    if (by === 'timer') return timer('duration', 'PT3H');
    if (by === 'signal' || by === 'side signal') return signal('news');
    return by === 'cycle' ? timer('cycle', 'R2/PT1H') : message(this.id('message'), '="k"');
  }
}

const single = (id: string, element: string): Piece => ({ elements: [element], flows: [], first: id, last: id });
