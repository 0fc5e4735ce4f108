import {
  boundary,
  catching,
  end,
  gateway,
  job,
  manual,
  message,
  process,
  start,
  sub,
  timer,
  user,
} from '../../../src/engine/core/testing/bpmn-text.js';

const limits = '<zeebe:assignmentDefinition candidateGroups="bau" /><zeebe:taskSchedule dueDate="=limit.due" />';
const listening = { listeners: [['start', 'limit']] as const };
const late = (id: string, at: string): string => boundary(id, at, timer('date', '=limit.end'));

/** Processes that wait at one kind of place each; their key is the process id. */
export const PLACES: Record<string, string> = {
  limited: process(
    'limited',
    [start(), user('check', limits, { ...listening, inputs: { shown: '=case + "!"' } }), late('late', 'check'), end()],
    ['start -> check', 'check -> end', 'late -> end'],
  ),
  // Two tasks with a limit each, under the same name.
  both: process(
    'both',
    [
      start(),
      gateway('fork', 'parallel'),
      user('one', limits, listening),
      late('one-late', 'one'),
      user('second', limits, listening),
      late('second-late', 'second'),
      end(),
    ],
    [
      'start -> fork',
      'fork -> one',
      'fork -> second',
      'one -> end',
      'second -> end',
      'one-late -> end',
      'second-late -> end',
    ],
  ),
  scoped: process(
    'scoped',
    [
      start(),
      sub(
        'outer',
        [
          start('o1'),
          sub('inner', [start('i1'), user('deep')], ['i1 -> deep'], { inputs: { depth: '=2' } }),
          end('o2'),
        ],
        ['o1 -> inner', 'inner -> o2'],
        { inputs: { depth: '=1', secret: '=case' } },
      ),
      end(),
    ],
    ['start -> outer', 'outer -> end'],
  ),
  broken: process('broken', [start(), job('work'), end()], ['start -> work', 'work -> end']),
  // Its reminder has fired before it moves.
  reminded: process(
    'reminded',
    [
      start(),
      user('look', limits, listening),
      boundary('remind', 'look', timer('date', '=limit.remind'), { interrupting: false }),
      job('remind-by-mail'),
      end(),
    ],
    ['start -> look', 'look -> end', 'remind -> remind-by-mail'],
  ),
  unlimited: process(
    'unlimited',
    [start(), user('check', limits, listening), end()],
    ['start -> check', 'check -> end'],
  ),
  asking: process(
    'asking',
    [start(), catching('wait', message('answer', '=case')), job('after'), end()],
    ['start -> wait', 'wait -> after', 'after -> end'],
  ),
  halfway: process(
    'halfway',
    [start(), gateway('fork', 'parallel'), user('a'), manual('b'), gateway('join', 'parallel'), end()],
    ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end'],
  ),
};
