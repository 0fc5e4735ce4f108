import {
  end,
  gateway,
  job,
  listening,
  message,
  process,
  receive,
  script,
  start,
  user,
} from '../core/testing/bpmn-text.js';
import { type Broken, errorsOf } from './testing/errors-of.js';

const between = (...elements: string[]): string => process('p', [start(), ...elements], ['start -> w']);
const extended = (tag: string, zeebe: string): string =>
  between(`<bpmn:${tag} id="w"><bpmn:extensionElements>${zeebe}</bpmn:extensionElements></bpmn:${tag}>`);
const task = (zeebe: string): string => extended('serviceTask', `<zeebe:taskDefinition type="w" />${zeebe}`);

/** What is wrong, the model, and the only thing that is said about it: at which element, and why. */
const MODELS: Broken[] = [
  [
    'a service task without job type',
    between('<bpmn:serviceTask id="w" />'),
    'w (serviceTask)',
    "Must have exactly one 'zeebe:taskDefinition' extension element",
  ],
  [
    'an empty job type',
    extended('serviceTask', '<zeebe:taskDefinition type=" " />'),
    'w (serviceTask)',
    "Attribute 'type' must be present and not empty",
  ],
  [
    'a throwing message event without job type',
    between(end('w', message('m'))),
    'w (endEvent)',
    "Must have exactly one 'zeebe:taskDefinition' extension element",
  ],
  [
    'a script task with neither script nor job',
    between('<bpmn:scriptTask id="w" />'),
    'w (scriptTask)',
    "Must have either one 'zeebe:script' or one 'zeebe:taskDefinition' extension element",
  ],
  [
    'a script task with both',
    extended('scriptTask', '<zeebe:taskDefinition type="w" /><zeebe:script expression="=1" resultVariable="r" />'),
    'w (scriptTask)',
    "Must have either one 'zeebe:script' or one 'zeebe:taskDefinition' extension element",
  ],
  [
    'a script without result',
    extended('scriptTask', '<zeebe:script expression="=1" />'),
    'w (scriptTask)',
    "Attribute 'resultVariable' must be present and not empty",
  ],
  [
    'a script that does not parse',
    between(script('w', '=1 )', 'r')),
    'w (scriptTask)',
    "Failed to parse expression '1 )' (expression): unexpected ')' at character 3",
  ],
  [
    'a decision without id',
    extended('businessRuleTask', '<zeebe:calledDecision resultVariable="r" />'),
    'w (businessRuleTask)',
    "Attribute 'decisionId' must be present and not empty",
  ],
  [
    'a call without process',
    extended('callActivity', '<zeebe:calledElement processId="" />'),
    'w (callActivity)',
    "Attribute 'processId' must be present and not empty",
  ],
  [
    'an unknown binding',
    extended('callActivity', '<zeebe:calledElement processId="q" bindingType="newest" />'),
    'w (callActivity)',
    "Attribute 'bindingType' must be one of: latest, deployment, versionTag, but was 'newest'",
  ],
  [
    'a binding to a tag that is missing',
    extended('callActivity', '<zeebe:calledElement processId="q" bindingType="versionTag" />'),
    'w (callActivity)',
    "Attribute 'versionTag' must be present and not empty when binding type 'versionTag' is used",
  ],
  [
    'a due date that is none',
    between(user('w', '<zeebe:taskSchedule dueDate="tomorrow" />')),
    'w (userTask)',
    "Attribute 'dueDate' must be an ISO 8601 date-time with offset or an expression but was 'tomorrow'",
  ],
  [
    'two forms of one task',
    between(user('w', '<zeebe:formDefinition formId="a" externalReference="b" />')),
    'w (userTask)',
    "Exactly one of the attributes 'formId', 'formKey' and 'externalReference' must be present and not empty",
  ],
  [
    'an external form of a job-based task',
    between(user('w', '<zeebe:formDefinition externalReference="b" />', { jobBased: true })),
    'w (userTask)',
    "Attribute 'externalReference' is only allowed together with 'zeebe:userTask'",
  ],
  [
    'a priority out of range',
    between(user('w', '<zeebe:priorityDefinition priority="101" />')),
    'w (userTask)',
    "The priority must be a whole number from 0 to 100 but was '101'",
  ],
  [
    'a mapping without source',
    task('<zeebe:ioMapping><zeebe:input target="a" /></zeebe:ioMapping>'),
    'w (serviceTask)',
    "The mapping to 'a' needs a source",
  ],
  [
    'a mapping target with a dash',
    task('<zeebe:ioMapping><zeebe:output source="=a" target="a-b" /></zeebe:ioMapping>'),
    'w (serviceTask)',
    "The mapping target 'a-b' must be one or more identifiers separated by dots",
  ],
  [
    'a mapping to a word of FEEL',
    task('<zeebe:ioMapping><zeebe:input source="=a" target="if" /></zeebe:ioMapping>'),
    'w (serviceTask)',
    "The mapping target 'if' is one of the reserved words",
  ],
  [
    'an output that is a fixed text',
    task('<zeebe:ioMapping><zeebe:output source="a" target="b" /></zeebe:ioMapping>'),
    'w (serviceTask)',
    "Expected expression but found static value 'a'",
  ],
  [
    'a list of groups with a gap',
    between(user('w', '<zeebe:assignmentDefinition candidateGroups="a,,b" />')),
    'w (userTask)',
    "Expected a list of comma-separated values, e.g. 'a,b,c', but found 'a,,b'",
  ],
  [
    'an extension element that the engine does not know',
    task('<zeebe:retryPolicy />'),
    'the file',
    'The element <zeebe:retryPolicy> is not known',
  ],
  [
    'two job types',
    task('<zeebe:taskDefinition type="v" />'),
    'w (serviceTask)',
    "Must have exactly one 'zeebe:taskDefinition' extension element",
  ],
  [
    'a mapping that does not parse',
    task('<zeebe:ioMapping><zeebe:input source="=a +" target="b" /></zeebe:ioMapping>'),
    'w (serviceTask)',
    "Failed to parse expression 'a +' (zeebe:input b)",
  ],
  [
    'a header key that is reserved',
    task('<zeebe:taskHeaders><zeebe:header key="io.camunda.zeebe:x" value="1" /></zeebe:taskHeaders>'),
    'w (serviceTask)',
    "Header key 'io.camunda.zeebe:x' uses the reserved prefix 'io.camunda.zeebe:'",
  ],
  [
    'a header key twice',
    task('<zeebe:taskHeaders><zeebe:header key="x" value="1" /><zeebe:header key="x" value="2" /></zeebe:taskHeaders>'),
    'w (serviceTask)',
    "Header key 'x' must be unique",
  ],
  [
    'a repeated activity without list',
    between(
      '<bpmn:serviceTask id="w"><bpmn:extensionElements><zeebe:taskDefinition type="w" /></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics /></bpmn:serviceTask>',
    ),
    'w (serviceTask)',
    "Attribute 'inputCollection' must be present and not empty",
  ],
  [
    'an output list without output element',
    between(
      '<bpmn:serviceTask id="w"><bpmn:extensionElements><zeebe:taskDefinition type="w" /></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=a" outputCollection="b" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>',
    ),
    'w (serviceTask)',
    "The attributes 'outputCollection' and 'outputElement' must be present together",
  ],
  [
    'an instantiating receive task',
    process(
      'p',
      [start(), receive('w', 'm', '="k"').replace('<bpmn:receiveTask', '<bpmn:receiveTask instantiate="true"')],
      ['start -> w'],
    ),
    'w (receiveTask)',
    'Instantiating receive tasks are not supported',
  ],
  [
    'a listener without type',
    task('<zeebe:executionListeners><zeebe:executionListener eventType="start" /></zeebe:executionListeners>'),
    'w (serviceTask)',
    "Attribute 'type' of an execution listener must be present and not empty",
  ],
  [
    'a listener twice',
    task(listening(['start', 'a'], ['start', 'a'])),
    'w (serviceTask)',
    'Found duplicates based on eventType[start] and type[a], these combinations should be unique.',
  ],
  [
    'a listener at the end of a gateway',
    process(
      'p',
      [start(), gateway('w', 'exclusive', { listeners: [['end', 'a']] }), job('x')],
      ['start -> w', 'w -> x'],
    ),
    'w (exclusiveGateway)',
    "Execution listeners of type 'end' are not supported by [unspecified] EXCLUSIVE_GATEWAY elements",
  ],
  [
    'a task listener',
    between(
      user('w', '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="a" /></zeebe:taskListeners>'),
    ),
    'w (userTask)',
    "The extension element 'zeebe:taskListeners' is not supported",
  ],
];

describe('broken models: tasks', () => {
  it.each(MODELS)('should say precisely what is wrong with %s', async (_what, text, at, reason) => {
    expect(await errorsOf(text)).toEqual([[at, expect.stringContaining(reason)]]);
  });
});
