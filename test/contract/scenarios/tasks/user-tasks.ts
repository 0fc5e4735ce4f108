import { boundary, end, start, timer, user } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { assign, cancel, completeTask, create, refused, resolve, set, unassign, updateTask } from '../../steps.js';

const native = (properties = '', extras = {}) =>
  model([start(), user('u', properties, extras), end()], ['start -> u', 'u -> end']);
const jobBased = (properties = '', extras = {}) => native(properties, { jobBased: true, ...extras });
const assignment = (attributes: string) => `<zeebe:assignmentDefinition ${attributes} />`;
const schedule = (attributes: string) => `<zeebe:taskSchedule ${attributes} />`;

export const userTasks: Scenario[] = [
  {
    name: '2.22 a user task is completed with variables',
    resources: [native()],
    steps: [create('p', { a: 1 }), completeTask('u', { b: 2 }, 'accept')],
    expect: { completed: 'start u end p', variables: { a: 1, b: 2 } },
  },
  {
    name: '2.22 a user task is assigned, claimed by another, given back',
    resources: [native()],
    steps: [
      create('p'),
      assign('u', 'anna', false),
      refused('INVALID_STATE', assign('u', 'beat', false)),
      assign('u', 'beat'),
      unassign('u'),
      assign('u', 'carl', false),
    ],
    expect: { completed: 'start', active: 'p u' },
  },
  {
    name: '2.22 everything of a user task is evaluated',
    resources: [
      native(
        `${assignment('assignee="=who" candidateGroups="=groups" candidateUsers="a, b"')}${schedule('dueDate="=due" followUpDate="2030-01-01T00:00:00Z"')}`,
        { headers: { color: 'red' } },
      ),
    ],
    steps: [create('p', { who: 'anna', groups: ['x', 'y'], due: '2031-05-05T10:00:00+02:00' }), completeTask('u')],
    expect: {
      completed: 'start u end p',
      variables: { due: '2031-05-05T10:00:00+02:00', who: 'anna', groups: ['x', 'y'] },
    },
  },
  {
    name: '2.22 a user task is changed',
    resources: [native()],
    steps: [
      create('p'),
      updateTask('u', { candidateGroups: ['g'], dueDate: '2030-01-01T00:00:00Z' }),
      updateTask('u', { candidateUsers: ['u1', 'u2'], followUpDate: '2029-01-01T00:00:00Z' }),
      updateTask('u', { candidateGroups: [], dueDate: '' }),
    ],
    expect: { completed: 'start', active: 'p u' },
  },
  {
    name: '2.22 refuses commands on a user task that is done',
    resources: [native()],
    steps: [
      create('p'),
      completeTask('u'),
      refused('NOT_FOUND', completeTask('u')),
      refused('NOT_FOUND', assign('u', 'anna')),
      refused('NOT_FOUND', updateTask('u', { dueDate: '' })),
    ],
    expect: { completed: 'start u end p' },
  },
  {
    name: '2.22 a user task is cancelled',
    resources: [native(assignment('assignee="anna"'))],
    steps: [create('p'), cancel()],
    expect: { completed: 'start', terminated: 'u p' },
  },
  {
    name: '2.22 makes an incident of an assignee that fails',
    resources: [native(assignment('assignee="=who"'))],
    steps: [create('p', { who: 5 }), set('p', { who: 'anna' }), resolve()],
    expect: { completed: 'start', active: 'p u', incidents: 'EXTRACT_VALUE_ERROR', variables: { who: 'anna' } },
  },
  {
    name: '2.22 null and empty mean that there is none',
    resources: [
      native(`${assignment('candidateGroups="=groups"')}${schedule('dueDate="=due" followUpDate="=follow"')}`),
    ],
    steps: [create('p', { groups: [], due: null, follow: '' })],
    expect: { completed: 'start', active: 'p u', variables: { groups: [], due: null, follow: '' } },
  },
  {
    name: '2.4 maps into a user task and out of it',
    resources: [native('', { inputs: { x: '=a' }, outputs: { y: '=x + 1' } })],
    steps: [create('p', { a: 1 }), completeTask('u', { x: 5 })],
    expect: { completed: 'start u end p', variables: { a: 1, y: 6 } },
  },
  {
    name: '2.22 a user task with the reference of a form elsewhere',
    resources: [native('<zeebe:formDefinition externalReference="https://forms.example/1" />')],
    steps: [create('p')],
    expect: { completed: 'start', active: 'p u' },
  },
  {
    name: '2.22 a user task with a form, which must be deployed',
    resources: [native('<zeebe:formDefinition formId="own_form" />')],
    steps: [create('p')],
    expect: { completed: 'start', active: 'p u', incidents: 'FORM_NOT_FOUND' },
  },
  {
    name: '2.22 a user task with a form that is there',
    resources: [
      native('<zeebe:formDefinition formId="own_form" />'),
      { name: 'own_form.form', content: '{"id":"own_form","type":"default","components":[]}' },
    ],
    steps: [create('p'), completeTask('u')],
    expect: { completed: 'start u end p' },
  },
  {
    name: '2.22 a job-based user task',
    resources: [
      jobBased(`${assignment('assignee="=who" candidateGroups="x,y"')}${schedule('dueDate="2030-01-01T00:00:00Z"')}`, {
        headers: { color: 'red' },
      }),
    ],
    steps: [create('p', { who: 'anna' }), create('p', { who: '' }), cancel(), cancel(1)],
    expect: { completed: 'start start', terminated: 'u p u p', variables: { who: 'anna' } },
  },
  {
    name: '10.10 an assignee that is null is an incident of a job-based user task',
    resources: [jobBased(assignment('assignee="=who"'))],
    steps: [create('p')],
    expect: { completed: 'start', active: 'p u', incidents: 'EXTRACT_VALUE_ERROR' },
  },
  {
    name: '2.22 a loop of user tasks',
    resources: [native('', { each: { in: '=[1, 2]', as: 'i', sequential: true } })],
    steps: [create('p'), completeTask('u'), completeTask('u')],
    expect: { completed: 'start u u u[] end p' },
  },
  {
    name: '2.22 a user task with a timer',
    resources: [
      model(
        [
          start(),
          user('u'),
          boundary('t', 'u', timer('duration', 'PT1H'), { interrupting: false }),
          end(),
          end('reminded'),
        ],
        ['start -> u', 'u -> end', 't -> reminded'],
      ),
    ],
    steps: [create('p'), completeTask('u')],
    expect: { completed: 'start u end p' },
  },
];
