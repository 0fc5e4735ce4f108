import { process, start, user } from '../../engine/core/testing/bpmn-text.js';
import { Scene } from '../../engine/core/testing/scene.js';
import { embeddedWaiting } from '../../engine/move/embedded-waiting.js';
import { lineOf, movingCase, sumsOf } from './moving-cases.js';

const ABOUT = {
  process_instance_key: '1',
  tenant_id: '6173',
  municipality: 'Bitsch',
  number: '6173-2026-0007',
  package_id: 'zuzug',
  package_version: '1.0.0',
};

describe('the list of engine:move', () => {
  it('should name the case, its place and what becomes of it, and what belongs to no case', async () => {
    const scene = await new Scene().deploy(process('p', [start(), user('check')], ['start -> check']));
    const key = scene.create('p');
    const [instance] = scene.engine.state.instances.values();
    if (!instance) throw new Error('nothing runs');
    const waiting = embeddedWaiting(scene.engine.state, instance);
    const own = movingCase(waiting, ABOUT);
    const strange = movingCase(waiting, undefined);
    expect(lineOf(own)).toBe('6173-2026-0007  Bitsch  zuzug 1.0.0  at «check»  –  can move');
    expect(lineOf(strange)).toBe(
      `instance ${key}  <default>  p  at «check»  –  cannot move: it belongs to no case; whoever started it has to start it on the other engine`,
    );
    expect(sumsOf([own, strange])).toBe('2 running: 1 can move (0 with something to know), 1 cannot.');
  });
});
