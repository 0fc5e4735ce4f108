import { resolve } from 'node:path';
import { checkFormSchema } from '../src/form/index.js';
import {
  checkDecisions,
  checkFeel,
  deployableResources,
  openScenarioEngine,
  parseScenario,
  readPackageDirectory,
  runScenario,
  validatePackage,
} from '../src/process-package/index.js';
import { JOB_WORKERS } from '../src/worker/index.js';

const START = Date.UTC(2026, 10, 24, 8);

async function load(id: string) {
  const result = await validatePackage(await readPackageDirectory(resolve(import.meta.dirname, id)), {
    bpmn: async () => [],
    form: async (path, schema) => checkFormSchema(schema, path),
    dmn: checkDecisions,
    feel: checkFeel,
    jobTypes: new Set(JOB_WORKERS.map(({ type }) => type)),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.value;
}

describe.each(['baugesuch', 'zuzug'])('scenarios of %s', (id) => {
  it('should all end as expected', async () => {
    const pkg = await load(id);
    const outcomes: Record<string, string[]> = {};
    for (const [path, text] of pkg.scenarios) {
      const scenario = parseScenario(text);
      const engine = await openScenarioEngine(deployableResources(pkg), START);
      if (!scenario.ok || !engine.ok) throw new Error(path);
      outcomes[path] = runScenario(engine.value, pkg.manifest, scenario.value);
    }
    expect(Object.keys(outcomes).length).toBeGreaterThanOrEqual(4);
    expect(Object.entries(outcomes).filter(([, problems]) => problems.length > 0)).toEqual([]);
  });

  it('should find a scenario whose expectation is wrong', async () => {
    const pkg = await load(id);
    const [text] = pkg.scenarios.values();
    const scenario = parseScenario(text ?? '');
    const engine = await openScenarioEngine(deployableResources(pkg), START);
    if (!scenario.ok || !engine.ok) throw new Error(id);
    const wrong = { ...scenario.value, expect: { ...scenario.value.expect, end: 'end_nirgends' } };
    expect(runScenario(engine.value, pkg.manifest, wrong)).toEqual([expect.stringContaining('end_nirgends')]);
  });
});
