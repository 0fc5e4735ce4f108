import type { JsonValue } from '../../../src/engine/engine.js';
import { compileDecisionGraph, compileExpression } from '../../../src/engine/feel/index.js';
import type { Run } from '../measure.js';
import type { Scenario } from '../scenario.js';

const CHUNKS = 100;
const ENVIRONMENT = { now: Date.parse('2026-11-24T10:00:00Z') };

/** A condition as it stands on a flow behind an exclusive gateway, evaluated as the engine evaluates it. */
export const gatewayCondition: Scenario = {
  name: 'gateway-condition',
  engine: 'embedded',
  open: async () => {
    const compiled = compileExpression('=kosten > 100000 and zone = "W2" and not(vollstaendig)');
    if (!compiled.ok) throw new Error(compiled.message);
    const { evaluate } = compiled.value;
    return pure(10_000_000, (index) => {
      variables['kosten'] = 99_990 + (index % 20);
      const result = evaluate(context, ENVIRONMENT);
      return result.ok && result.value === index % 20 > 10;
    });
  },
};

/** A table of 20 rules with 3 inputs: numbers in ranges, texts, truth values; the rule that matches differs from time to time. */
export const decisionTable: Scenario = {
  name: 'decision-table',
  engine: 'embedded',
  open: async () => {
    const compiled = await compileDecisionGraph(tableXml());
    if (!compiled.ok) throw new Error(compiled.message);
    const { evaluate } = compiled.value;
    return pure(500_000, (index) => {
      variables['kosten'] = (index % 20) * 1_000 + 500;
      const result = evaluate('gebuehr', context, ENVIRONMENT);
      return result.ok && result.output === index % 20;
    });
  },
};

const variables: Record<string, JsonValue> = { zone: 'W2', vollstaendig: false, kosten: 0 };
const context = { get: (name: string): JsonValue | undefined => variables[name] };

/** Runs `work` again and again; it answers whether its result was right. */
function pure(count: number, work: (index: number) => boolean): Awaited<ReturnType<Scenario['open']>> {
  return {
    run: async (scale): Promise<Run> => {
      const each = Math.ceil((count * scale) / CHUNKS);
      const latencies: number[] = [];
      const begin = performance.now();
      for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
        const started = performance.now();
        for (let index = 0; index < each; index += 1) if (!work(index)) throw new Error(`Wrong result at ${index}`);
        latencies.push((performance.now() - started) / each);
      }
      return { count: each * CHUNKS, seconds: (performance.now() - begin) / 1000, latencies };
    },
    close: async () => undefined,
  };
}

function tableXml(): string {
  const inputs = ['kosten', 'zone', 'vollstaendig'].map(
    (name) => `<input id="i_${name}"><inputExpression id="ie_${name}"><text>${name}</text></inputExpression></input>`,
  );
  const rules = Array.from({ length: 20 }, (_, index) => {
    const cells = [`[${index * 1_000}..${(index + 1) * 1_000})`, '"W1","W2","W3"', index % 2 === 0 ? 'false' : '-'];
    const entries = cells.map(
      (text, column) => `<inputEntry id="e_${index}_${column}"><text>${text}</text></inputEntry>`,
    );
    return `<rule id="r_${index}">${entries.join('')}<outputEntry id="o_${index}"><text>${index}</text></outputEntry></rule>`;
  });
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="D" namespace="n"><decision id="gebuehr" name="Gebühr"><decisionTable id="t">${inputs.join('')}<output id="o" name="gebuehr"/>${rules.join('')}</decisionTable></decision></definitions>`;
}
