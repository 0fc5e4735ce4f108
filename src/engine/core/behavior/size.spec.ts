import { decision, end, gateway, job, process, script, start } from '../testing/bpmn-text.js';
import { Scene } from '../testing/scene.js';
import { MOST_CHARACTERS, sizeOf } from './size.js';

const LARGE = 'x'.repeat(MOST_CHARACTERS / 2);

describe('sizes of values', () => {
  afterEach(() => {
    // Replaying megabytes shows nothing that small values do not.
    Scene.opened.length = 0;
  });

  it('should count about the characters of the JSON, and no further than to the limit', () => {
    const value = { name: 'abc', list: [1, true, null, { inner: 'x' }] };
    expect(Math.abs(sizeOf(value) - JSON.stringify(value).length)).toBeLessThan(40);
    expect(sizeOf(Array.from({ length: 10_000_000 }, () => 1))).toBeLessThan(MOST_CHARACTERS + 10);
  });

  it('should stop a script that makes more and more of what it has', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('g', 'exclusive'),
          script('s', '=[n, n]', 'n'),
          gateway('h', 'exclusive', { default: 'h_g' }),
          end(),
        ],
        ['start -> g', 'g -> s', 's -> h', 'h -> g', 'h -> end [done]'],
      ),
    );
    // Long enough that its size is the first limit it meets, not the work of writing so many small ones.
    const key = scene.create('p', { n: 'x'.repeat(100), done: false });
    expect(scene.incident()).toMatchObject({ errorType: 'MESSAGE_SIZE_EXCEEDED', owner: { element: { id: 's' } } });
    expect(sizeOf(scene.root('n') ?? null)).toBeLessThanOrEqual(MOST_CHARACTERS);
    scene.set(key, { n: '', done: true });
    scene.resolve();
    expect(scene.isOver()).toBe(true);
  });

  it('should refuse a mapping whose result is too large, in both modes', async () => {
    for (const inputMappings of ['COMBINED', 'ORDERED'] as const) {
      const scene = await new Scene({ inputMappings }).deploy(
        process('p', [start(), job('w', 'w', { inputs: { a: '=[large, large, large]', b: '=1' } })], ['start -> w']),
      );
      scene.create('p', { large: LARGE });
      expect(scene.incidentTypes()).toEqual(['MESSAGE_SIZE_EXCEEDED']);
      expect(scene.at('w').variables).toBeNull();
    }
  });

  it('should refuse the result of a round that makes the output collection too large, within a step and over several', async () => {
    const each = { in: '=[1, 2, 3]', as: 'item', collect: ['all', '=r'] as [string, string] };
    const scripts = await new Scene().deploy(
      process('p', [start(), script('s', '=large', 'r', { each }), end()], ['start -> s', 's -> end']),
    );
    scripts.create('p', { large: LARGE });
    expect(new Set(scripts.incidentTypes())).toEqual(new Set(['MESSAGE_SIZE_EXCEEDED']));
    const jobs = await new Scene().deploy(process('p', [start(), job('w', 'w', { each })], ['start -> w']));
    jobs.create('p');
    for (const { key } of jobs.jobs()) {
      jobs.engine.execute({ type: 'completeJob', jobKey: String(key), variables: { r: LARGE } });
    }
    expect(new Set(jobs.incidentTypes())).toEqual(new Set(['MESSAGE_SIZE_EXCEEDED']));
    expect(jobs.incident().errorMessage).toContain("output collection 'all'");
  });

  it('should refuse the output of a decision that is too large', async () => {
    const rules = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="Rules" namespace="t">
  <decision id="d" name="D"><variable name="d" /><literalExpression><text>[large, large, large]</text></literalExpression></decision>
</definitions>`;
    const scene = await new Scene().deploy(rules, process('p', [start(), decision('w', 'd', 'r')], ['start -> w']));
    scene.create('p', { large: LARGE });
    expect(scene.incidentTypes()).toEqual(['MESSAGE_SIZE_EXCEEDED']);
  });
});
