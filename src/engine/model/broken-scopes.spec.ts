import {
  bpmn,
  boundary,
  call,
  catching,
  compensation,
  end,
  gateway,
  job,
  link,
  manual,
  message,
  process,
  receive,
  start,
  sub,
  timer,
} from '../core/testing/bpmn-text.js';
import { type Broken, errorsOf } from './testing/errors-of.js';

const between = (...elements: string[]): string => process('p', [start(), ...elements], ['start -> w']);
const events = (...definitions: string[]): string => between(job('w'), ...definitions);

/** What is wrong, the model, and the only thing that is said about it: at which element, and why. */
const MODELS: Broken[] = [
  [
    'a sub-process without start',
    between(sub('w', [job('x')], [])),
    'w (subProcess)',
    'Must have at least one start event',
  ],
  [
    'a sub-process with two starts',
    between(sub('w', [start('a'), start('b'), job('x')], ['a -> x', 'b -> x'])),
    'w (subProcess)',
    'Must have exactly one start event',
  ],
  [
    'a sub-process with a message start',
    between(sub('w', [start('a', message('m', '="k"')), job('x')], ['a -> x'])),
    'a (startEvent)',
    'Event definition must be one of: none, but was MessageEventDefinition',
  ],
  [
    'an event sub-process with a none start',
    events(sub('e', [start('a'), job('x')], ['a -> x'], { event: true })),
    'a (startEvent)',
    'Event definition must be one of: message, timer, error, signal, escalation, but was none',
  ],
  [
    'an event sub-process with a compensation start',
    events(sub('e', [start('a', compensation()), job('x')], ['a -> x'], { event: true })),
    'a (startEvent)',
    'Event definition must be one of: message, timer, error, signal, escalation, but was CompensateEventDefinition',
  ],
  [
    'an event sub-process with flows',
    process(
      'p',
      [start(), job('w'), sub('e', [start('a', message('m', '="k"')), job('x')], ['a -> x'], { event: true })],
      ['start -> w', 'w -> e'],
    ),
    'e (subProcess)',
    'Event sub-processes must not have sequence flows',
  ],
  [
    'an event sub-process inside an event sub-process',
    events(
      sub(
        'e',
        [
          start('a', message('m', '="k"')),
          sub('i', [start('b', message('n', '="k"')), job('y')], ['b -> y'], { event: true }),
        ],
        [],
        { event: true },
      ),
    ),
    'i (subProcess)',
    'Event sub-processes directly inside an event sub-process are not supported',
  ],
  [
    'a flow out of an end event',
    process('p', [start(), end(), job('w')], ['start -> end', 'end -> w']),
    'end (endEvent)',
    'End events must not have outgoing sequence flows',
  ],
  [
    'a flow into a start event',
    process('p', [start(), job('w')], ['start -> w', 'w -> start']),
    'start (startEvent)',
    'Start events must not have incoming sequence flows',
  ],
  [
    'a flow into a boundary event',
    process(
      'p',
      [start(), job('w'), boundary('b', 'w', timer('duration', 'PT1H')), job('x')],
      ['start -> w', 'w -> b', 'b -> x'],
    ),
    'b (boundaryEvent)',
    'Boundary events must not have incoming sequence flows',
  ],
  [
    'a condition on a flow of a task',
    process('p', [start(), job('w'), job('x')], ['start -> w', 'w -> x [a > 1]']),
    'w_x (sequenceFlow)',
    'Conditions are only allowed on sequence flows that leave an exclusive or inclusive gateway',
  ],
  [
    'a condition that does not parse',
    process(
      'p',
      [start(), gateway('w', 'exclusive'), job('x'), job('y')],
      ['start -> w', 'w -> x [a >]', 'w -> y [true]'],
    ),
    'w_x (sequenceFlow)',
    "Failed to parse expression 'a >' (condition): the expression is not complete",
  ],
  [
    'a flow of an exclusive gateway without condition',
    process('p', [start(), gateway('w', 'exclusive'), job('x'), job('y')], ['start -> w', 'w -> x [a > 1]', 'w -> y']),
    'w_y (sequenceFlow)',
    'Must have a condition or be default flow',
  ],
  [
    'a flow of an inclusive gateway without condition',
    process('p', [start(), gateway('w', 'inclusive'), job('x'), job('y')], ['start -> w', 'w -> x [a > 1]', 'w -> y']),
    'w_y (sequenceFlow)',
    'Must have a condition or be default flow',
  ],
  [
    'a default flow of another element',
    process('p', [start(), gateway('w', 'exclusive', { default: 'start_w' }), job('x')], ['start -> w', 'w -> x']),
    'w (exclusiveGateway)',
    'Default flow must start at the gateway',
  ],
  [
    'a complex gateway',
    between('<bpmn:complexGateway id="w" />'),
    'w (complexGateway)',
    'Elements of type ComplexGateway are not supported',
  ],
  [
    'a transaction',
    between('<bpmn:transaction id="w" />'),
    'w (transaction)',
    'Elements of type Transaction are not supported',
  ],
  [
    'an event-based gateway with one way',
    process(
      'p',
      [start(), gateway('w', 'eventBased'), catching('x', timer('duration', 'PT1H'))],
      ['start -> w', 'w -> x'],
    ),
    'w (eventBasedGateway)',
    'Event-based gateway must have at least 2 outgoing sequence flows',
  ],
  [
    'a task behind an event-based gateway',
    process(
      'p',
      [start(), gateway('w', 'eventBased'), catching('x', timer('duration', 'PT1H')), job('y')],
      ['start -> w', 'w -> x', 'w -> y'],
    ),
    'w (eventBasedGateway)',
    'Event-based gateway must not have an outgoing sequence flow to other elements than message, timer or signal intermediate catch events without other incoming flows',
  ],
  [
    'a second way into an event behind an event-based gateway',
    process(
      'p',
      [
        start(),
        gateway('f', 'parallel'),
        gateway('w', 'eventBased'),
        catching('x', timer('duration', 'PT1H')),
        catching('y', timer('duration', 'PT1H')),
      ],
      ['start -> f', 'f -> w', 'f -> x', 'w -> x', 'w -> y'],
    ),
    'w (eventBasedGateway)',
    'Event-based gateway must not have an outgoing sequence flow to other elements than message, timer or signal intermediate catch events without other incoming flows',
  ],
  [
    'one message twice behind an event-based gateway',
    process(
      'p',
      [start(), gateway('w', 'eventBased'), catching('x', message('m', '="1"')), catching('y', message('m', '="2"'))],
      ['start -> w', 'w -> x', 'w -> y'],
    ),
    'w (eventBasedGateway)',
    "Multiple events with the same message name 'm' are not allowed",
  ],
  [
    'a correlation key that does not parse',
    between(receive('w', 'm', '=a +')),
    'w (receiveTask)',
    "Failed to parse expression 'a +' (correlationKey)",
  ],
  [
    'two event sub-processes with one message',
    events(
      sub('e', [start('a', message('m', '="1"')), job('x')], ['a -> x'], { event: true }),
      sub('f', [start('b', message('m', '="2"')), job('y')], ['b -> y'], { event: true }),
    ),
    'p (process)',
    "Multiple events with the same message name 'm' are not allowed",
  ],
  [
    'a link behind an event-based gateway',
    process(
      'p',
      [start(), gateway('w', 'eventBased'), catching('x', timer('duration', 'PT1H')), catching('y', link('l'))],
      ['start -> w', 'w -> x', 'w -> y'],
    ),
    'w (eventBasedGateway)',
    'Event-based gateway must not have an outgoing sequence flow to other elements than message, timer or signal intermediate catch events without other incoming flows',
  ],
  [
    'a compensation handler with a flow',
    process(
      'p',
      [start(), job('w'), boundary('b', 'w', compensation()), job('h', 'h', { isForCompensation: true }), end()],
      ['start -> w', 'h -> end', 'b ~ h'],
    ),
    'h (serviceTask)',
    'A compensation handler should have no incoming or outgoing sequence flows',
  ],
  [
    'a loop in which nothing waits',
    process('p', [start(), manual('w'), gateway('g', 'exclusive')], ['start -> w', 'w -> g', 'g -> w']),
    'w (manualTask)',
    'Processes are not allowed to contain a straight-through processing loop: w > g > w',
  ],
  [
    'a process that calls itself at once',
    between(call('w', 'p')),
    'start (startEvent)',
    'Processes are not allowed to contain a straight-through processing loop: start > w > start',
  ],
  [
    'a flow across the border of a sub-process',
    process('p', [start(), sub('w', [start('a'), job('x')], ['a -> x']), job('y')], ['start -> w', 'x -> y']),
    'x_y (sequenceFlow)',
    'Sequence flows must not cross the border of a sub-process',
  ],
  [
    'an ad-hoc sub-process without activity',
    between('<bpmn:adHocSubProcess id="w" />'),
    'w (adHocSubProcess)',
    'Must have at least one activity',
  ],
  [
    'an id twice',
    process('p', [start(), job('w'), manual('w')], ['start -> w']),
    'the file',
    "The id 'w' is used more than once",
  ],
  [
    'a reference to nothing',
    process('p', [start(), job('w'), '<bpmn:sequenceFlow id="f" sourceRef="w" targetRef="nowhere" />'], ['start -> w']),
    'the file',
    "The reference 'nowhere' cannot be resolved",
  ],
  [
    'a message of nowhere',
    bpmn(between('<bpmn:receiveTask id="w" />')).replace('<bpmn:receiveTask', '<bpmn:receiveTask messageRef="nowhere"'),
    'the file',
    "The reference 'nowhere' cannot be resolved",
  ],
  [
    'a sequence flow without id',
    process('p', [start(), job('w'), '<bpmn:sequenceFlow sourceRef="start" targetRef="w" />']),
    'the file',
    'An element of type sequenceFlow has no id',
  ],
  [
    'an attribute that BPMN does not have',
    process('p', [start(), job('w').replace('<bpmn:serviceTask', '<bpmn:serviceTask color="red"')], ['start -> w']),
    'the file',
    "The attribute 'color' is not allowed at an element of type bpmn:ServiceTask",
  ],
  [
    'an unused message whose key is no expression',
    bpmn(process('p', [start(), job('w')], ['start -> w'])).replace(
      '<bpmn:process',
      '<bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="k" /></bpmn:extensionElements></bpmn:message><bpmn:process',
    ),
    'm (message)',
    "Expected expression but found static value 'k' (correlationKey). An expression must start with '=' (e.g. '=k')",
  ],
  [
    'no executable process',
    '<bpmn:process id="p" isExecutable="false" />',
    'the file',
    'Must contain at least one executable process',
  ],
  [
    'an element that BPMN does not have',
    between('<bpmn:robotTask id="w" />'),
    'the file',
    'The element <bpmn:robotTask> is not known: unparsable content <bpmn:robotTask> detected, line: 7, column: 0, nested error: unknown type <bpmn:RobotTask>',
  ],
  [
    'an id that is no name',
    process('p', [start(), job('w'), manual('1 two')], ['start -> w']),
    'the file',
    "The id '1 two' is not a valid XML name",
  ],
];

describe('broken models: scopes', () => {
  it.each(MODELS)('should say precisely what is wrong with %s', async (_what, text, at, reason) => {
    expect(await errorsOf(text)).toEqual([[at, expect.stringContaining(reason)]]);
  });
});
