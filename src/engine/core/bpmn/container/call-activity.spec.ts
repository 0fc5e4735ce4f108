import { boundary, call, end, job, process, start, timer } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

const inner = process('inner', [start(), job('work'), end()], ['start -> work', 'work -> end']);
const outer = (extras = {}, processId = 'inner') =>
  process('outer', [start(), call('c', processId, extras), job('after')], ['start -> c', 'c -> after']);

describe('call activity', () => {
  checkReplayAfterEach();

  it('should hand all variables down and back', async () => {
    const scene = await new Scene().deploy(outer({ inputs: { own: '=1' } }), inner);
    const parent = scene.create('outer', { a: 1 });
    expect(scene.seenBy('work')).toEqual({ own: 1, a: 1 });
    const child = scene.job('work').owner.instance;
    expect(child).toMatchObject({
      parentProcessInstanceKey: Number(parent),
      parentElementInstanceKey: scene.at('c').key,
      rootKey: Number(parent),
    });
    scene.complete('work', { b: 2 });
    expect(scene.seenBy('after')).toMatchObject({ a: 1, b: 2 });
    expect(scene.engine.state.instances.size).toBe(1);
  });

  it('should hand over only what is mapped', async () => {
    const zeebe = { propagateAllParentVariables: false, propagateAllChildVariables: false };
    const scene = await new Scene().deploy(outer({ zeebe, inputs: { own: '=a' }, outputs: { result: '=b' } }), inner);
    scene.create('outer', { a: 1 });
    expect(scene.seenBy('work')).toEqual({ own: 1 });
    scene.complete('work', { b: 2, c: 3 });
    expect(scene.seenBy('after')).toEqual({ a: 1, result: 2 });
  });

  it('should hand nothing back when told so and nothing is mapped', async () => {
    const scene = await new Scene().deploy(outer({ zeebe: { propagateAllChildVariables: false } }), inner);
    scene.create('outer');
    scene.complete('work', { b: 2 });
    expect(scene.seenBy('after')).toEqual({});
  });

  it('should raise CALLED_ELEMENT_ERROR until the process is there', async () => {
    const scene = await new Scene().deploy(outer({}, '=which'));
    scene.create('outer', { which: 'inner' });
    expect(scene.incidentTypes()).toEqual(['CALLED_ELEMENT_ERROR']);
    await scene.deploy(inner);
    scene.resolve();
    expect(scene.jobTypes()).toEqual(['work']);
  });

  it('should call the newest version, or the one of its own deployment', async () => {
    const next = process('inner', [start(), job('newer'), end()], ['start -> newer', 'newer -> end']);
    const bound = outer({ zeebe: { bindingType: 'deployment' } }).replace('"outer"', '"bound"');
    const scene = await new Scene().deploy(outer(), inner, bound);
    await scene.deploy(next);
    scene.create('outer');
    scene.create('bound');
    expect(scene.jobTypes()).toEqual(['newer', 'work']);
  });

  it('should stop a process that calls itself without end', async () => {
    const scene = await new Scene().deploy(process('a', [start(), call('c', '="a"')], ['start -> c']));
    scene.create('a');
    expect(scene.incidentTypes()).toEqual(['CALLED_ELEMENT_ERROR']);
    expect(scene.engine.state.instances.size).toBe(1000);
  });

  it('should be refused to cancel a called instance, and end it with its caller', async () => {
    const scene = await new Scene().deploy(outer(), inner);
    const processInstanceKey = scene.create('outer');
    const child = String(scene.job('work').owner.instance.key);
    expect(scene.refused({ type: 'cancelProcessInstance', processInstanceKey: child })).toBe('INVALID_STATE');
    expect(scene.refused({ type: 'cancelProcessInstance', processInstanceKey })).toBe('accepted');
    expect(scene.isOver()).toBe(true);
    expect(scene.refused({ type: 'cancelProcessInstance', processInstanceKey })).toBe('NOT_FOUND');
  });

  it('should end the called process when a boundary event interrupts', async () => {
    const scene = await new Scene().deploy(
      process(
        'outer',
        [start(), call('c', 'inner'), boundary('b', 'c', timer('duration', 'PT1H')), job('late')],
        ['start -> c', 'b -> late'],
      ),
      inner,
    );
    scene.create('outer');
    scene.engine.advance(3_600_000);
    expect(scene.jobTypes()).toEqual(['late']);
    expect(scene.engine.state.instances.size).toBe(1);
  });
});
