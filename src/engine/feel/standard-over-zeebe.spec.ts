/** What `docs/zeebe-differences.md` says of FEEL and DMN: Zeebe answers null or refuses, the standard has an answer. */
import type { JsonValue } from '../engine.js';
import { compileDecisionGraph, compileExpression } from './index.js';

function run(source: string): JsonValue {
  const compiled = compileExpression(source);
  if (!compiled.ok) throw new Error(compiled.message);
  const result = compiled.value.evaluate({ get: () => undefined }, { now: 0 });
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

const literal = (text: string, platform = '', type = 'Any'): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" name="D" namespace="n" ${platform}>
    <decision id="a" name="A"><variable id="v" name="A" typeRef="${type}"/><literalExpression id="l"><text>${text}</text></literalExpression></decision></definitions>`;

async function decide(xml: string): Promise<JsonValue> {
  const compiled = await compileDecisionGraph(xml);
  if (!compiled.ok) throw new Error(compiled.message);
  const result = compiled.value.evaluate('a', { get: () => undefined }, { now: 0 });
  if (!result.ok) throw new Error(result.message);
  return result.output;
}

describe('FEEL where Zeebe has no answer', () => {
  it('should take the value out of a list of one where a built-in asks for a value', () => {
    expect(run('upper case(["a"])')).toBe('A');
    expect(run('upper case(["a", "b"])')).toBeNull();
  });

  it('should take a single value as a list of one, and the day as its midnight', () => {
    expect(run('concatenate([1], 2)')).toEqual([1, 2]);
    expect(run('union(1, [1, 2])')).toEqual([1, 2]);
    expect(run('time(date("2026-03-01"))')).toBe('00:00Z');
  });

  it('should read 24:00:00 as the midnight at the end of the day', () => {
    expect(run('date and time("2026-12-31T24:00:00")')).toBe('2027-01-01T00:00');
    expect(run('time("24:00:00")')).toBe('00:00');
    expect(run('time("24:00:01")')).toBeNull();
  });

  it('should bind declared types in models that are not drawn for Camunda', async () => {
    expect(await decide(literal('"text"', '', 'number'))).toBeNull();
    expect(await decide(literal('"text"', 'modeler:executionPlatform="Camunda Cloud"', 'number'))).toBe('text');
  });

  it('should deploy a model not drawn for Camunda although an expression cannot be read, and fail what needs it', async () => {
    const xml = (
      platform: string,
    ): string => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" name="D" namespace="n" ${platform}>
      <decision id="table" name="Table"><decisionTable hitPolicy="FIRST"><input label="Art"><inputExpression><text>x</text></inputExpression></input><output name="o"/>
        <rule><inputEntry><text>&gt; &gt;</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>
      <decision id="needs" name="Needs"><informationRequirement><requiredDecision href="#table"/></informationRequirement><literalExpression><text>table</text></literalExpression></decision>
      <decision id="alone" name="Alone"><literalExpression><text>7</text></literalExpression></decision></definitions>`;
    const compiled = await compileDecisionGraph(xml(''));
    if (!compiled.ok) throw new Error(compiled.message);
    const evaluate = (id: string) => compiled.value.evaluate(id, { get: () => undefined }, { now: 0 });

    expect(compiled.value.warnings).toEqual([
      expect.stringMatching(/^Entscheidung «Table», Regel 1, Spalte «Art»: .*nicht vollständig\.$/),
    ]);
    const [message] = compiled.value.warnings;
    expect(evaluate('table')).toMatchObject({ ok: false, message, failedDecisionId: 'table' });
    expect(evaluate('needs')).toMatchObject({ ok: false, message, failedDecisionId: 'table' });
    expect(evaluate('alone')).toMatchObject({ ok: true, output: 7 });

    expect(await compileDecisionGraph(xml('modeler:executionPlatform="Camunda Cloud"'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('«Table», Regel 1, Spalte «Art»'),
    });
  });

  it('should take what there is of a list and the last of two equal keys, but null in models not drawn for Camunda', async () => {
    const rows: [string, JsonValue][] = [
      ['sublist([1, 2], 4)', []],
      ['sublist([1, 2], 0)', []],
      ['insert before([1, 2], 3, 9)', [1, 2, 9]],
      ['insert before([], 1, 9)', [9]],
      ['remove([1], 2)', [1]],
      ['{a: 1, a: 2}.a', 2],
    ];
    for (const [source, wanted] of rows) {
      expect([source, run(source)]).toEqual([source, wanted]);
      const camunda = 'modeler:executionPlatform="Camunda Cloud"';
      expect([source, await decide(literal(source, camunda))]).toEqual([source, wanted]);
      expect([source, await decide(literal(source))]).toEqual([source, null]);
    }
  });

  it('should have no result when a table contradicts itself, in models not drawn for Camunda', async () => {
    const xml = (
      platform: string,
    ): string => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" name="D" namespace="n" ${platform}>
      <decision id="t" name="T"><decisionTable><output name="o"/><rule><outputEntry><text>1</text></outputEntry></rule><rule><outputEntry><text>2</text></outputEntry></rule></decisionTable></decision>
      <decision id="a" name="A"><informationRequirement><requiredDecision href="#t"/></informationRequirement><literalExpression><text>t = null</text></literalExpression></decision></definitions>`;
    expect(await decide(xml(''))).toBe(true);
    await expect(decide(xml('modeler:executionPlatform="Camunda Cloud"'))).rejects.toThrow('UNIQUE');
  });

  it('should give every output when only some have a default, in models not drawn for Camunda', async () => {
    const xml = (
      platform: string,
    ): string => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" name="D" namespace="n" ${platform}>
      <decision id="a" name="A"><decisionTable><output name="o"><defaultOutputEntry><text>1</text></defaultOutputEntry></output><output name="p"/></decisionTable></decision></definitions>`;
    expect(await decide(xml(''))).toEqual({ o: 1, p: null });
    expect(await decide(xml('modeler:executionPlatform="Camunda Cloud"'))).toBe(1);
  });

  it('should give a moment without offset that of the other one when they are put in order', () => {
    expect(run('@"10:00:00Z" < @"11:00:00"')).toBe(true);
    expect(run('@"2026-01-01T10:00:00" > @"2026-01-01T09:00:00+05:00"')).toBe(true);
    expect(run('@"10:00:00Z" = @"10:00:00"')).toBe(false);
  });

  it('should take what there is of a text or list, but null in models not drawn for Camunda', async () => {
    for (const [source, wanted] of [
      ['substring("abc", 2, 9)', 'bc'],
      ['substring("abc", 2, 0)', ''],
      ['sublist([1, 2], 2, 9)', [2]],
      ['sublist([1, 2], 2, 0)', []],
    ] as [string, JsonValue][]) {
      expect([source, run(source)]).toEqual([source, wanted]);
      expect([source, await decide(literal(source))]).toEqual([source, null]);
    }
  });

  it('should know what lies in no interval, and the ranges that only an operator can write', async () => {
    expect(run('5 in [1..null]')).toBeNull();
    expect(run('5 in (null..1)')).toBeNull();
    expect(run('[(=10) = [10..10], (=10) = (=10), (!=10) = (!=10), (=10).end]')).toEqual([false, true, true, 10]);
    expect(run('[3 in [(!=3)], 4 in [(!=3)], (!=3).start, (!=3).end included]')).toEqual([false, true, null, null]);
    expect(run('string([(=1), (!=2)])')).toBe('[=1, !=2]');
    expect(run('for i in [3..1] return i')).toEqual([3, 2, 1]);
    expect(await decide(literal('for i in [3..1] return i'))).toBeNull();
    expect(await decide(literal('for i in 3..1 return i'))).toEqual([3, 2, 1]);
  });

  it('should put a value only into contexts that are there, in models not drawn for Camunda', async () => {
    const source = 'context put({a: 1}, ["b", "c"], 2)';
    expect(run(source)).toEqual({ a: 1, b: { c: 2 } });
    expect(await decide(literal(source))).toBeNull();
    expect(await decide(literal('context put({b: {}}, ["b", "c"], 2)'))).toEqual({ b: { c: 2 } });
    expect(run('context merge()')).toBeNull();
  });

  it('should write a context as it is read, in models not drawn for Camunda', async () => {
    const source = 'string({a: "x", "b c": {"}": 1}})';
    expect(run(source)).toBe('{a:"x", b c:{}:1}}');
    expect(await decide(literal(source.replaceAll('"', '&quot;')))).toBe('{a: "x", "b c": {"}": 1}}');
  });

  it('should keep the zone of moments beyond all calendars, and digits to the last place', () => {
    const last = '999999999-12-31T23:59:59.999999999@Europe/Paris';
    expect(run(`string(date and time("${last}"))`)).toBe(last);
    expect(run('[round up(5.5, 6176), decimal(5.5, 6177), round down(5.5, -6112)]')).toEqual([5.5, null, null]);
    expect(run('duration("PT2.S")')).toBe('PT2S');
  });

  it('should answer null for a call whose argument does not fit', () => {
    expect(run('(function(a: string) "called")(1)')).toBeNull();
    expect(run('(function(a: string) "called")(null)')).toBe('called');
  });

  it('should let entries of a context see later ones in models not drawn for Camunda', async () => {
    const source = '{a: b + 1, b: 2}.a';
    expect(run(source)).toBeNull();
    expect(await decide(literal(source))).toBe(3);
    expect(await decide(literal(source, 'modeler:executionPlatform="Camunda Cloud"'))).toBeNull();
  });
});
