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

const literal = (text: string, platform = ''): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" name="D" namespace="n" ${platform}>
    <decision id="a" name="A"><variable id="v" name="A" typeRef="number"/><literalExpression id="l"><text>${text}</text></literalExpression></decision></definitions>`;

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

  it('should bind declared types in models that are not drawn for Camunda', async () => {
    expect(await decide(literal('"text"'))).toBeNull();
    expect(await decide(literal('"text"', 'modeler:executionPlatform="Camunda Cloud"'))).toBe('text');
  });
});
