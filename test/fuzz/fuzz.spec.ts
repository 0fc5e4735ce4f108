/**
 * Broken and hostile input of every kind: nothing is thrown, nothing stands still, every refusal is a sentence of our own.
 * `FUZZ_SEED` chooses other input, `FUZZ_RUNS` how much of it (default 1 = a few seconds).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../src/engine/engine.js';
import { compileDecisionGraph, compileExpression } from '../../src/engine/feel/index.js';
import { compileBpmn } from '../../src/engine/model/index.js';
import { mutateText } from './mutate-text.js';
import { randomFeel } from './random-feel.js';
import { randomJson, randomVariables } from './random-json.js';
import { RandomSource } from './random-source.js';
import { runRandomly } from './run-randomly.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1);
/** Longest time that one piece of input may take, in milliseconds; generous, because the machine does other things too. */
const PATIENCE = 8_000;
const MOST_MEMORY = 700 * 1024 * 1024;

const files = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Runs `work` with input from `make`; what fails names seed and input. */
async function fuzz(count: number, make: (random: RandomSource) => string, work: Work): Promise<void> {
  const before = process.memoryUsage().heapUsed;
  for (let run = 0; run < count * RUNS; run += 1) {
    const seed = SEED * 1_000_003 + run;
    const random = new RandomSource(seed);
    const input = make(random);
    const started = performance.now();
    try {
      await work(input, random);
    } catch (error) {
      throw new Error(`Seed ${seed}: ${String(error)}\n${input.slice(0, 3_000)}`, { cause: error });
    }
    const took = performance.now() - started;
    if (took > PATIENCE) throw new Error(`Seed ${seed} took ${Math.round(took)} ms:\n${input.slice(0, 3_000)}`);
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(MOST_MEMORY);
}
type Work = (input: string, random: RandomSource) => Promise<void> | void;

/** A refusal is a sentence, never the text of some error from deep inside. */
function demandSentence(message: string): void {
  if (!/^[A-ZÄÖÜ«].{5,}/su.test(message) || /undefined|\[object|is not a function|Cannot read/.test(message))
    throw new Error(`No sentence: ${message}`);
}

function evaluate(source: string, random: RandomSource): void {
  const compiled = compileExpression(source);
  if (!compiled.ok) return demandSentence(compiled.message);
  const variables: Record<string, JsonValue> = {
    a: randomJson(random),
    b: 2,
    liste: [1, 'x', null],
    kontext: { x: 1 },
  };
  const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  const result = compiled.value.evaluate({ get }, { now: 0 });
  // `assert` fails with the words of whoever wrote the expression.
  if (!result.ok) return source.includes('assert') ? undefined : demandSentence(result.message);
  JSON.stringify(result.value);
}

describe('Broken input', () => {
  it('should end every expression of the grammar with a value or a sentence', async () => {
    await fuzz(1_500, (random) => randomFeel(random), evaluate);
  });

  it('should end every damaged expression with a value or a sentence', async () => {
    await fuzz(1_000, (random) => mutateText(randomFeel(random), [randomFeel(random)], random), evaluate);
  });

  it('should refuse or decide with every damaged decision model', async () => {
    const models = [...files('processes', '.dmn'), ...files('test/conformance/cases', '.dmn')].filter(
      (text) => text.length < 30_000,
    );
    await fuzz(
      150,
      (random) => mutateText(random.pick(models), models, random),
      async (xml, random) => {
        const compiled = await compileDecisionGraph(xml);
        if (!compiled.ok) return demandSentence(compiled.message);
        const { value: graph } = compiled;
        for (const { id } of [...graph.decisions, ...graph.services, ...graph.knowledgeModels]) {
          const result = graph.evaluate(id, { get: () => randomJson(random) }, { now: 0 });
          if (!result.ok) demandSentence(result.message);
        }
      },
    );
  });

  it('should refuse or run every damaged process, whatever variables come', async () => {
    const models = files('processes', '.bpmn');
    await fuzz(
      25,
      (random) => mutateText(random.pick(models), models, random),
      async (xml, random) => {
        const compiled = await compileBpmn(xml);
        if (!compiled.ok) {
          for (const { message } of compiled.findings) demandSentence(message);
          return;
        }
        await runRandomly(xml, random);
      },
    );
  });

  it('should run every process of the packages with variables of any kind', async () => {
    const models = files('processes', '.bpmn');
    await fuzz(
      20,
      (random) => random.pick(models),
      (xml, random) => runRandomly(xml, random, () => randomVariables(random, ['entscheid', 'vollstaendig'])),
    );
  });
});
