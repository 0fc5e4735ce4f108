import { adHoc, boundary, end, job, process, start, timer } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

const model = (extras: Parameters<typeof adHoc>[3], inside: readonly string[] = [job('a'), job('b'), job('c')]) =>
  process(
    'p',
    [
      start(),
      adHoc('free', inside, ['a -> c'], { active: '=chosen', ...extras }),
      boundary('late', 'free', timer('duration', 'PT1H')),
      end(),
      end('over'),
    ],
    ['start -> free', 'free -> end', 'late -> over'],
  );

describe('ad-hoc sub-process', () => {
  checkReplayAfterEach();

  it('should begin with the elements chosen and end when nothing is left', async () => {
    const scene = await new Scene().deploy(model({}));
    scene.create('p', { chosen: ['a', 'b', 'a'] });
    expect(scene.jobTypes()).toEqual(['a', 'b', 'a']);
    scene.complete('a');
    expect(scene.jobTypes()).toEqual(['b', 'a', 'c']);
    for (const type of ['a', 'b', 'c', 'c']) scene.complete(type);
    expect(scene.isOver()).toBe(true);
    expect(scene.completed().at(-3)).toBe('free');
  });

  it('should end at once when nothing is chosen', async () => {
    const scene = await new Scene().deploy(model({}));
    scene.create('p', { chosen: [] });
    expect(scene.isOver()).toBe(true);
  });

  it.each([
    [{ chosen: ['x', 'c'] }, "'x', 'c'"],
    [{ chosen: 'a' }, 'ARRAY'],
    [{ chosen: [1] }, "'1'"],
  ])('should make an incident of %j', async (variables, text) => {
    const scene = await new Scene().deploy(model({}));
    const key = scene.create('p', variables);
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    expect(scene.incident().errorMessage).toContain(text);
    scene.set(key, { chosen: ['b'] });
    scene.resolve();
    expect(scene.jobTypes()).toEqual(['b']);
  });

  it('should cancel the rest when the condition is fulfilled', async () => {
    const scene = await new Scene().deploy(model({ until: '=enough' }));
    scene.create('p', { chosen: ['a', 'b'], enough: false });
    scene.complete('a');
    expect(scene.jobTypes()).toEqual(['b', 'c']);
    scene.complete('c', { enough: true });
    expect(scene.isOver()).toBe(true);
    expect(scene.terminated()).toEqual(['b']);
  });

  it('should wait for the rest when nothing is to be cancelled', async () => {
    const scene = await new Scene().deploy(model({ until: '=enough', cancelRemaining: false }));
    scene.create('p', { chosen: ['a', 'b'], enough: true });
    scene.complete('b');
    expect(scene.jobTypes()).toEqual(['a']);
    scene.complete('a');
    scene.complete('c');
    expect(scene.isOver()).toBe(true);
  });

  it('should make an incident of a condition that fails and ask again when it is resolved', async () => {
    const scene = await new Scene().deploy(model({ until: '=enough' }));
    const key = scene.create('p', { chosen: ['b', 'a'] });
    scene.complete('b');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    scene.set(key, { enough: true });
    scene.resolve();
    expect(scene.isOver()).toBe(true);
  });

  it('should be interrupted at its border', async () => {
    const scene = await new Scene().deploy(model({}));
    scene.create('p', { chosen: ['a'] });
    scene.engine.advance(3_600_000);
    expect(scene.completed()).toContain('over');
    expect(scene.isOver()).toBe(true);
  });

  it('should be repeated', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          adHoc('free', [job('a'), job('b')], [], { active: '=item', each: { in: '=lists', as: 'item' } }),
          end(),
        ],
        ['start -> free', 'free -> end'],
      ),
    );
    scene.create('p', { lists: [['a'], ['b', 'a'], []] });
    expect(scene.jobTypes()).toEqual(['a', 'b', 'a']);
    for (const type of ['a', 'b', 'a']) scene.complete(type);
    expect(scene.isOver()).toBe(true);
  });

  it.each([
    ['a start event', [job('a'), start('s'), job('c')], 'start or end event'],
    ['no activity', [end('a'), end('c')], 'at least one activity'],
  ])('should refuse one with %s', async (_, inside, reason) => {
    await expect(new Scene().deploy(model({}, inside))).rejects.toThrow(reason);
  });
});
