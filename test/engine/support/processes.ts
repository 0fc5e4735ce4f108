import type { Resource } from '../../../src/engine/engine.js';
import {
  adHoc,
  boundary,
  bpmn,
  call,
  catching,
  compensation,
  end,
  escalation,
  gateway,
  job,
  listening,
  message,
  process,
  script,
  signal,
  start,
  sub,
  throwing,
  timer,
  user,
} from '../../../src/engine/core/testing/bpmn-text.js';

const file = (name: string, ...processes: string[]): Resource => ({
  name: `${name}.bpmn`,
  content: bpmn(...processes),
});

/** start → job `work` → end */
export const oneTask = file(
  'one-task',
  process('one-task', [start(), job('task', 'work'), end()], ['start -> task', 'task -> end']),
);

/** start → native user task → end */
export const userTask = file(
  'user-task',
  process(
    'user-task',
    [start(), user('check', '<zeebe:assignmentDefinition candidateGroups="bau,kanzlei" />'), end()],
    ['start -> check', 'check -> end'],
  ),
);

/** A call activity around a user task, with a boundary timer of one hour on the caller. */
export const calling = file(
  'calling',
  process(
    'calling',
    [
      start(),
      call('child', 'user-task'),
      boundary('late', 'child', timer('duration', 'PT1H')),
      end(),
      end('timed-out'),
    ],
    ['start -> child', 'child -> end', 'late -> timed-out'],
  ),
);

/** Waits for the message `answer` with the key in variable `case`, then for a job. */
export const messages = file(
  'messages',
  process(
    'messages',
    [start(), catching('wait', message('answer', '=case')), job('task', 'after'), end()],
    ['start -> wait', 'wait -> task', 'task -> end'],
  ),
);

/** Waits ten minutes by timer. */
export const waiting = file(
  'waiting',
  process(
    'waiting',
    [start(), catching('pause', timer('duration', 'PT10M')), end()],
    ['start -> pause', 'pause -> end'],
  ),
);

/** A script that computes with a variable, then a job. */
export const computing = file(
  'computing',
  process(
    'computing',
    [start(), script('sum', '=amount + 1', 'total'), job('task', 'work'), end()],
    ['start -> sum', 'sum -> task', 'task -> end'],
  ),
);

/** Forks, joins, a multi-instance sub-process, a non-interrupting timer, and a call. */
export const everything = file(
  'everything',
  process(
    'everything',
    [
      start(),
      gateway('fork', 'parallel'),
      gateway('join', 'parallel'),
      script('sum', '=amount * 2', 'double', { outputs: { result: '=double' } }),
      sub(
        'each',
        [start('inner-start'), job('inner', 'work'), end('inner-end')],
        ['inner-start -> inner', 'inner -> inner-end'],
        {
          each: { in: '=items', as: 'item', collect: ['results', '=item'] },
        },
      ),
      boundary('remind', 'each', timer('cycle', 'R2/PT5M'), { interrupting: false }),
      job('reminder', 'work'),
      call('child', 'user-task'),
      end(),
      end('reminded'),
    ],
    [
      'start -> fork',
      'fork -> sum',
      'fork -> each',
      'fork -> child',
      'sum -> join',
      'each -> join',
      'child -> join',
      'join -> end',
      'remind -> reminder',
      'reminder -> reminded',
    ],
  ),
);

/** Started by a message; one instance per correlation key at a time. */
export const messageStart = file(
  'message-start',
  process(
    'message-start',
    [start('start', message('begin')), job('task', 'work'), end()],
    ['start -> task', 'task -> end'],
  ),
);

/** Signals, escalation, compensation, an inclusive fork and join, an ad-hoc sub-process, listeners. */
export const uncommon = file(
  'uncommon',
  process(
    'uncommon',
    [
      start(),
      gateway('split', 'inclusive', { default: 'split_book' }),
      job('book', 'work', {
        listeners: [
          ['start', 'work'],
          ['end', 'work'],
        ],
      }),
      boundary('on-book', 'book', compensation()),
      job('unbook', 'work', { isForCompensation: true }),
      boundary('told', 'book', signal('news'), { interrupting: false }),
      throwing('answer', signal('="answer"'), { inputs: { about: '=name' } }),
      sub(
        'inner',
        [start('s1'), throwing('up', escalation('E')), job('rest', 'work'), end('e1')],
        ['s1 -> up', 'up -> rest', 'rest -> e1'],
      ),
      boundary('noted', 'inner', escalation('E'), { interrupting: false }),
      job('note', 'work'),
      adHoc('free', [job('x', 'work'), job('y', 'work')], [], { active: '=["x", "y"]' }),
      gateway('meet', 'inclusive'),
      catching('heard', signal('news')),
      throwing('undo', compensation()),
      end(),
      end('told-end'),
    ],
    [
      'start -> split',
      'split -> book',
      'split -> inner [amount > 20]',
      'split -> free [amount > 50]',
      'book -> meet',
      'inner -> meet',
      'free -> meet',
      'meet -> heard',
      'heard -> undo',
      'undo -> end',
      'told -> answer',
      'answer -> told-end',
      'noted -> note',
      'on-book ~ unbook',
    ],
    { zeebe: listening(['start', 'work'], ['end', 'work']) },
  ),
  process(
    'listener',
    [start('hears', signal('answer')), job('listen', 'work'), end('listened')],
    ['hears -> listen', 'listen -> listened'],
  ),
);
