import {
  bpmn,
  call,
  compensation,
  job,
  link,
  message,
  process,
  start,
  terminateDefinition,
  timer,
  user,
} from '../core/testing/bpmn-text.js';
import { errorsOf } from './testing/errors-of.js';

const begun = (definition: string): string => process('p', [start('start', definition), job('w')], ['start -> w']);
const after = (element: string): string => process('p', [start(), element], ['start -> w']);

/** Two start events with messages of their own that have one name. */
const TWINS = bpmn(
  process('p', [start('a', message('m')), start('b', message('n')), job('w')], ['a -> w', 'b -> w']),
).replace('name="n"', 'name="m"');

const MODELS: [what: string, text: string][] = [
  ['a process that begins with a link', begun(link('l'))],
  ['a process that begins with a termination', begun(terminateDefinition)],
  ['a process that begins with a compensation', begun(compensation())],
  ['a cron expression that never comes', begun(timer('cycle', '0 0 0 31 2 *'))],
  ['two start events for one name of a message', TWINS],
  ['a task with two forms', after(user('w', '<zeebe:formDefinition formKey="a" formId="b" />'))],
  ['a called process without a name', after(call('w', ' '))],
];

describe('models that Zeebe deploys', () => {
  it.each(MODELS)('should be refused when they could never do what they say: %s', async (_, text) => {
    expect(await errorsOf(text)).toHaveLength(1);
  });
});
