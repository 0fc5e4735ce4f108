import {
  boundary,
  bpmn,
  call,
  catching,
  compensation,
  end,
  error,
  escalation,
  job,
  link,
  message,
  process,
  receive,
  signal,
  start,
  throwing,
  timer,
} from '../core/testing/bpmn-text.js';
import { type Broken, errorsOf } from './testing/errors-of.js';

const between = (...elements: string[]): string => process('p', [start(), ...elements], ['start -> w']);
const events = (...definitions: string[]): string => between(job('w'), ...definitions);

/** What is wrong, the model, and the only thing that is said about it: at which element, and why. */
const MODELS: Broken[] = [
  ['no start event', process('p', [job('w')]), 'p (process)', 'Must have at least one start event'],
  [
    'two none start events',
    process('p', [start(), start('again'), job('w')], ['start -> w', 'again -> w']),
    'p (process)',
    'Multiple none start events are not allowed',
  ],
  [
    'a boundary event without a way out',
    events(boundary('b', 'w', timer('duration', 'PT1H'))),
    'b (boundaryEvent)',
    'Must have at least one outgoing sequence flow',
  ],
  [
    'a boundary event at nothing',
    process(
      'p',
      [
        start(),
        job('w'),
        '<bpmn:boundaryEvent id="b"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>',
        job('x'),
      ],
      ['start -> w', 'b -> x'],
    ),
    'b (boundaryEvent)',
    'Must be attached to an activity',
  ],
  [
    'a boundary event without trigger',
    process('p', [start(), job('w'), boundary('b', 'w', ''), job('x')], ['start -> w', 'b -> x']),
    'b (boundaryEvent)',
    'Event definition must be one of: message, timer, error, signal, escalation, compensation, but was none',
  ],
  [
    'two triggers of one event',
    between(catching('w', timer('duration', 'PT1H') + message('m', '="k"'))),
    'w (intermediateCatchEvent)',
    'Must have at most one event definition',
  ],
  [
    'a waiting error event',
    between(catching('w', error('E'))),
    'w (intermediateCatchEvent)',
    'Event definition must be one of: message, timer, link, signal, but was ErrorEventDefinition',
  ],
  [
    'a message without name',
    between(catching('w', message('', '="k"'))),
    'w (intermediateCatchEvent)',
    'Name of the message must be present and not empty',
  ],
  [
    'a message event without message',
    between(catching('w', '<bpmn:messageEventDefinition />')),
    'w (intermediateCatchEvent)',
    'Must reference a message',
  ],
  [
    'a message event without correlation key',
    between(catching('w', message('m'))),
    'w (intermediateCatchEvent)',
    "Attribute 'correlationKey' must be present and not empty",
  ],
  [
    'a start message whose name depends on variables',
    process('p', [start('start', message('=m')), job('w')], ['start -> w']),
    'start (startEvent)',
    "The message name '=m' of a start event must not use variables",
  ],
  [
    'two start events with one message',
    process('p', [start('start', message('m')), start('other', message('m')), job('w')], ['start -> w', 'other -> w']),
    'p (process)',
    "Multiple events with the same message name 'm' are not allowed",
  ],
  [
    'a receive task and its boundary event with one message',
    process(
      'p',
      [start(), receive('w', 'm', '="1"'), boundary('b', 'w', message('m', '="2"')), job('x')],
      ['start -> w', 'b -> x'],
    ),
    'w (receiveTask)',
    "Multiple events with the same message name 'm' are not allowed",
  ],
  [
    'two boundary events with one message',
    process(
      'p',
      [start(), job('w'), boundary('b', 'w', message('m', '="1"')), boundary('c', 'w', message('m', '="2"')), job('x')],
      ['start -> w', 'b -> x', 'c -> x'],
    ),
    'w (serviceTask)',
    "Multiple events with the same message name 'm' are not allowed",
  ],
  [
    'a signal event without signal',
    between(catching('w', '<bpmn:signalEventDefinition />')),
    'w (intermediateCatchEvent)',
    'Must reference a signal',
  ],
  [
    'a start signal whose name depends on variables',
    process('p', [start('start', signal('=s')), job('w')], ['start -> w']),
    'start (startEvent)',
    "The signal name '=s' of a start event must not use variables",
  ],
  [
    'two boundary events with one signal',
    process(
      'p',
      [start(), job('w'), boundary('b', 'w', signal('s')), boundary('c', 'w', signal('s')), job('x')],
      ['start -> w', 'b -> x', 'c -> x'],
    ),
    'w (serviceTask)',
    "Multiple signal catch events with the same name 's' are not supported in the same scope",
  ],
  [
    'an error code that is computed where it is caught',
    bpmn(process('p', [start(), job('w'), boundary('b', 'w', error('E')), job('x')], ['start -> w', 'b -> x'])).replace(
      'errorCode="E"',
      'errorCode="=code"',
    ),
    'b (boundaryEvent)',
    'The error code of a catch event must not be an expression',
  ],
  [
    'an escalation code that is computed where it is caught',
    bpmn(
      process('p', [start(), call('w', 'q'), boundary('b', 'w', escalation('E')), job('x')], ['start -> w', 'b -> x']),
    ).replace('escalationCode="E"', 'escalationCode="=code"'),
    'b (boundaryEvent)',
    'The escalation code of a catch event must not be an expression',
  ],
  [
    'two boundary events with one error code',
    process(
      'p',
      [
        start(),
        job('w'),
        boundary('b', 'w', error('E')),
        '<bpmn:boundaryEvent id="c" attachedToRef="w"><bpmn:errorEventDefinition errorRef="error_E" /></bpmn:boundaryEvent>',
        job('x'),
      ],
      ['start -> w', 'b -> x', 'c -> x'],
    ),
    'w (serviceTask)',
    "Multiple events with the same error code 'E' are not allowed",
  ],
  [
    'an error end event without code',
    between(end('w', error())),
    'w (endEvent)',
    'Must reference an error with a non-empty error code',
  ],
  [
    'a non-interrupting error event',
    process(
      'p',
      [start(), job('w'), boundary('b', 'w', error('E'), { interrupting: false }), job('x')],
      ['start -> w', 'b -> x'],
    ),
    'b (boundaryEvent)',
    'Error events must be interrupting',
  ],
  [
    'an escalation end event without code',
    between(end('w', escalation())),
    'w (endEvent)',
    'Must reference an escalation with a non-empty escalation code',
  ],
  [
    'an escalation event at a task',
    process('p', [start(), job('w'), boundary('b', 'w', escalation('E')), job('x')], ['start -> w', 'b -> x']),
    'b (boundaryEvent)',
    'An escalation boundary event should only be attached to a subprocess or a call activity',
  ],
  [
    'two events that catch every error',
    process(
      'p',
      [start(), job('w'), boundary('b', 'w', error()), boundary('c', 'w', error()), job('x')],
      ['start -> w', 'b -> x', 'c -> x'],
    ),
    'w (serviceTask)',
    'The same scope can not contain more than one error catch event without error code. An error catch event without error code catches all errors.',
  ],
  [
    'two escalation events with one code',
    process(
      'p',
      [start(), call('w', 'q'), boundary('b', 'w', escalation('E')), boundary('c', 'w', escalation('E')), job('x')],
      ['start -> w', 'b -> x', 'c -> x'],
    ),
    'w (callActivity)',
    "Multiple escalation catch events with the same escalation code 'E' are not supported in the same scope",
  ],
  [
    'two escalation events for everything',
    process(
      'p',
      [start(), call('w', 'q'), boundary('b', 'w', escalation()), boundary('c', 'w', escalation()), job('x')],
      ['start -> w', 'b -> x', 'c -> x'],
    ),
    'w (callActivity)',
    'The same scope can not contain more than one escalation catch event without escalation code',
  ],
  [
    'a timer without time',
    between(catching('w', '<bpmn:timerEventDefinition />')),
    'w (intermediateCatchEvent)',
    'Timer must have exactly one of: date, duration, cycle',
  ],
  [
    'a timer with two times',
    between(
      catching(
        'w',
        '<bpmn:timerEventDefinition><bpmn:timeDate>2030-01-01T00:00:00Z</bpmn:timeDate><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
      ),
    ),
    'w (intermediateCatchEvent)',
    'Timer must have exactly one of: date, duration, cycle',
  ],
  [
    'a duration that is none',
    between(catching('w', timer('duration', 'soon'))),
    'w (intermediateCatchEvent)',
    "Invalid timer duration 'soon'",
  ],
  [
    'a repeating timer in between',
    between(catching('w', timer('cycle', 'R3/PT1H'))),
    'w (intermediateCatchEvent)',
    'Interrupting and intermediate timer events must not use a time cycle',
  ],
  [
    'a repeating interrupting boundary timer',
    process(
      'p',
      [start(), job('w'), boundary('b', 'w', timer('cycle', 'R3/PT1H')), job('x')],
      ['start -> w', 'b -> x'],
    ),
    'b (boundaryEvent)',
    'Interrupting and intermediate timer events must not use a time cycle',
  ],
  [
    'a start timer that is none',
    process('p', [start('start', timer('cycle', 'often')), job('w')], ['start -> w']),
    'start (startEvent)',
    "Invalid timer cycle 'often'",
  ],
  [
    'a link without name',
    between(throwing('w', '<bpmn:linkEventDefinition id="l" name="" />')),
    'w (intermediateThrowEvent)',
    'Link name must be present and not empty',
  ],
  [
    'a link that leads nowhere',
    between(throwing('w', link('far'))),
    'w (intermediateThrowEvent)',
    "Can't find a catch link event for the throw link event with the name 'far'",
  ],
  [
    'two ends of one link',
    process(
      'p',
      [start(), throwing('w', link('l')), catching('x', link('l')), catching('y', link('l'))],
      ['start -> w'],
    ),
    'y (intermediateCatchEvent)',
    "Multiple intermediate catch link event definitions with the same name 'l' are not allowed",
  ],
  [
    'a link definition without id',
    process(
      'p',
      [start(), throwing('w', '<bpmn:linkEventDefinition name="l" />'), catching('y', link('l'))],
      ['start -> w'],
    ),
    'w (intermediateThrowEvent)',
    'The event definition LinkEventDefinition must have an id',
  ],
  [
    'a compensation event without handler',
    process('p', [start(), job('w'), boundary('b', 'w', compensation())], ['start -> w']),
    'b (boundaryEvent)',
    'Compensation boundary events must have a compensation association to a compensation activity',
  ],
  [
    'a compensation of what has no handler',
    between(throwing('w', compensation('x')), job('x')),
    'w (intermediateThrowEvent)',
    "The referenced compensation activity 'x' doesn't have a compensation handler or a compensation boundary event",
  ],
  [
    'a compensation that is not waited for',
    between(throwing('w', '<bpmn:compensateEventDefinition id="c" waitForCompletion="false" />')),
    'w (intermediateThrowEvent)',
    "A compensation event definition must have 'waitForCompletion' absent or true",
  ],
];

describe('broken models: events', () => {
  it.each(MODELS)('should say precisely what is wrong with %s', async (_what, text, at, reason) => {
    expect(await errorsOf(text)).toEqual([[at, expect.stringContaining(reason)]]);
  });
});
