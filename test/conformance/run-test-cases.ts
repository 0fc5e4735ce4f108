/** Runs a folder in the format of the DMN TCK: `*.dmn` beside `*-test-*.xml`, in any depth. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { JsonValue } from '../../src/engine/engine.js';
import type { CompiledDecisionGraph } from '../../src/engine/feel/feel.js';
import { childNamed, childrenNamed, childText, parseXml } from '../../src/engine/feel/dmn/xml-element.js';
import type { XmlElement } from '../../src/engine/feel/dmn/xml-element.js';
import { compileDecisionGraph } from '../../src/engine/feel/index.js';
import type { Value } from '../../src/engine/feel/values.js';
import { inputOf, matchesExpected } from './test-case-value.js';

export interface Outcome {
  /** Result nodes that were compared. */
  total: number;
  /** One line for each that differs. */
  failures: string[];
}

const NOW = Date.parse('2026-11-24T10:00:00Z');

export async function runFolder(folder: string): Promise<Outcome> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.xml'));
  const outcome: Outcome = { total: 0, failures: [] };
  for (const file of files.sort()) {
    const root = parseXml(readFileSync(join(folder, file), 'utf8'));
    if (typeof root === 'string') throw new Error(`${file}: ${root}`);
    if (root.name === 'testCases') await runTestCases(join(folder, file), relative('.', file), root, outcome);
  }
  return outcome;
}

async function runTestCases(path: string, label: string, root: XmlElement, outcome: Outcome): Promise<void> {
  const folder = dirname(path);
  const models = readdirSync(folder).filter((name) => name.endsWith('.dmn'));
  const named = childText(root, 'modelName').replace(/^.*\//, '');
  const main = models.find((name) => name === named) ?? models[0] ?? '';
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const imports = models.filter((name) => name !== main).map(text);
  const compiled = await compileDecisionGraph(text(main), { imports });
  for (const testCase of childrenNamed(root, 'testCase')) {
    for (const node of childrenNamed(testCase, 'resultNode')) {
      outcome.total += 1;
      const difference = compiled.ok ? check(compiled.value, testCase, node) : compiled.message;
      if (difference !== null)
        outcome.failures.push(
          `${label} ${testCase.attributes['id'] ?? ''} ${node.attributes['name'] ?? ''}: ${difference}`,
        );
    }
  }
}

/** null when the answer is as expected. */
function check(graph: CompiledDecisionGraph, testCase: XmlElement, node: XmlElement): string | null {
  const name = testCase.attributes['invocableName'] ?? node.attributes['name'] ?? '';
  const target = [...graph.services, ...graph.knowledgeModels, ...graph.decisions].filter(
    (element) => element.name.trim() === name.trim() || element.id === name,
  );
  const element = testCase.attributes['invocableName'] ? target[0] : target.at(-1);
  if (!element) return 'no such element';
  const variables = new Map<string, Value>(
    childrenNamed(testCase, 'inputNode').map((input) => [input.attributes['name'] ?? '', inputOf(input)]),
  );
  const result = graph.evaluate(
    element.id,
    { get: (key) => variables.get(key) as JsonValue | undefined },
    { now: NOW },
  );
  const expected = childNamed(node, 'expected');
  // A refusal is right where the test case demands an error.
  if (!result.ok) return node.attributes['errorResult'] === 'true' ? null : result.message;
  return matchesExpected(result.output, expected) ? null : `got ${JSON.stringify(result.output)}`;
}
