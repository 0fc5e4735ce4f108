import { gateway, process, start, sub, user } from '../core/testing/bpmn-text.js';
import { Scene } from '../core/testing/scene.js';
import type { Variables } from '../engine.js';
import { beginAgain, elementIdOf } from './begin-again.js';
import { embeddedWaiting } from './embedded-waiting.js';
import { planMove } from './plan-move.js';

/** Two tasks in a scope each; what `inputs` computes is their scopes' own. */
const model = (first: Record<string, string>, second: Record<string, string>): string =>
  process(
    'p',
    [
      start(),
      gateway('fork', 'parallel'),
      sub('s', [start('s1'), user('one')], ['s1 -> one'], { inputs: first }),
      sub('t', [start('t1'), user('two')], ['t1 -> two'], { inputs: second }),
    ],
    ['start -> fork', 'fork -> s', 'fork -> t'],
  );

async function beginning(text: string, variables: Variables = {}) {
  const scene = await new Scene().deploy(text);
  scene.create('p', variables);
  const [instance] = scene.engine.state.instances.values();
  if (!instance) throw new Error('nothing runs');
  const waiting = embeddedWaiting(scene.engine.state, instance);
  const plan = planMove(waiting);
  if (!plan.ok) throw new Error(plan.obstacles.join());
  return beginAgain(waiting, plan.placements, true);
}

describe('beginning again', () => {
  it('should give everything with the creation when no name means two things', async () => {
    const { first: _first, ...given } = await beginning(model({ a: '=1' }, { b: '=2' }), { x: 0 });
    expect(given).toEqual({
      variables: { x: 0, a: 1, b: 2 },
      startInstructions: [{ elementId: 'two' }, { elementId: 'one' }],
      activateInstructions: [],
    });
  });

  it('should leave a place for later that knows another value under the same name', async () => {
    const { first: _first, ...given } = await beginning(model({ a: '=1' }, { a: '=2' }), { x: 0 });
    expect(given).toEqual({
      variables: { x: 0, a: 2 },
      startInstructions: [{ elementId: 'two' }],
      activateInstructions: [
        {
          elementId: 'one',
          variableInstructions: [
            { variables: { a: 1 }, scopeId: 's' },
            { variables: {}, scopeId: 'one' },
          ],
        },
      ],
    });
  });

  it('should not hide a variable of the root from another place', async () => {
    const given = await beginning(model({ x: '=1' }, {}), { x: 0 });
    expect(given.variables).toEqual({ x: 0 });
    expect(given.startInstructions).toEqual([{ elementId: 'two' }]);
    expect(given.activateInstructions.map(({ elementId }) => elementId)).toEqual(['one']);
  });

  it('should begin at the service task that stands for a listener, and at the task whose listener it stands for', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          user('check', '', {
            listeners: [
              ['start', 'a'],
              ['start', 'b'],
            ],
          }),
        ],
        ['start -> check'],
      ),
      process('q', [start(), user('check'), user('check-listener')], ['start -> check-listener']),
    );
    scene.create('p');
    const places = (splits: boolean): string[] =>
      [...scene.engine.state.instances.values()].flatMap((instance) => {
        const waiting = embeddedWaiting(scene.engine.state, instance);
        return waiting.elements.map((one) => elementIdOf(one, waiting, splits));
      });
    expect([places(true), places(false)]).toEqual([['check-listener'], ['check']]);
    scene.complete('a');
    expect([places(true), places(false)]).toEqual([['check-listener-1'], ['check']]);
    scene.complete('b');
    expect([places(true), places(false)]).toEqual([['check'], ['check']]);
    scene.completeTask('check');
    scene.create('q');
    expect(places(false)).toEqual(['check']);
  });
});
