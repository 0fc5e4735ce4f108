import type { Resource } from '../engine.js';
import { InMemoryEngine } from './in-memory-engine.js';
import { prepareDeployment } from './prepare-deployment.js';

const model = (id: string, content: string, imports: string[] = []): Resource => ({
  name: `${id}.dmn`,
  content: `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="${id}" name="${id}" namespace="urn:${id}">
    ${imports.map((name) => `<import name="${name}" namespace="urn:${name}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`).join('')}
    ${content}</definitions>`,
});
const decision = (id: string, text: string, requires = ''): string =>
  `<decision id="${id}" name="${id}"><variable name="${id}"/>${requires}<literalExpression><text>${text}</text></literalExpression></decision>`;
const requires = (href: string): string =>
  `<informationRequirement><requiredDecision href="${href}"/></informationRequirement>`;

const rates = (rate: number): Resource => model('rates', decision('rate', String(rate)));
const fees = model('fees', decision('fee', 'rates.rate * 100', requires('urn:rates#rate')), ['rates']);
const knowledge = model(
  'knowledge',
  '<businessKnowledgeModel id="double" name="double"><variable name="double"/><encapsulatedLogic><formalParameter name="x"/><literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>',
);
const total = model('total', decision('all', 'fees.fee + 1', requires('urn:fees#fee')), ['fees']);

const decide = (engine: InMemoryEngine, decisionId: string) =>
  engine.execute({ type: 'evaluateDecision', decisionId, tenantId: '<default>', variables: {} });

describe('prepareDecisions', () => {
  it('should compile models of one deployment together, whatever their order', async () => {
    const engine = new InMemoryEngine();
    expect(await engine.deploy([total, fees, rates(3), knowledge])).toMatchObject({
      ok: true,
      value: { decisionRequirements: [{}, {}, {}, {}] },
    });
    expect(decide(engine, 'all')).toMatchObject({ ok: true, value: { decisionOutput: 301 } });
  });

  it('should take the newest model that was deployed earlier', async () => {
    const engine = new InMemoryEngine();
    await engine.deploy([rates(3)]);
    await engine.deploy([rates(5)]);
    expect(await engine.deploy([fees])).toMatchObject({ ok: true });
    expect(decide(engine, 'fee')).toMatchObject({ value: { decisionOutput: 500 } });
  });

  it('should make a new version of an unchanged model when what it imports has changed', async () => {
    const engine = new InMemoryEngine();
    await engine.deploy([fees, rates(3)]);
    expect(await engine.deploy([fees])).toMatchObject({ value: { decisionRequirements: [{ version: 1 }] } });
    expect(await engine.deploy([fees, rates(4)])).toMatchObject({
      value: { decisionRequirements: [{ version: 2 }, { version: 2 }] },
    });
    expect(decide(engine, 'fee')).toMatchObject({ value: { decisionOutput: 400 } });
  });

  it('should refuse only the decisions that need a model that is missing', async () => {
    const message = expect.stringContaining('Die Datei importiert das Modell «rates»');
    expect(await prepareDeployment([fees])).toMatchObject({ ok: true, warnings: [message] });
    const engine = new InMemoryEngine();
    const file = model('fees', `${decision('own', '7')}${decision('fee', 'rates.rate', requires('urn:rates#rate'))}`, [
      'rates',
    ]);
    await engine.deploy([file]);
    expect(decide(engine, 'own')).toMatchObject({ ok: true, value: { decisionOutput: 7 } });
    expect(decide(engine, 'fee')).toMatchObject({ value: { failureMessage: message } });
  });

  it('should refuse models that import each other', async () => {
    const [a, b] = [model('a', '', ['b']), model('b', '', ['a'])];
    expect(await prepareDeployment([a, b])).toMatchObject({
      rejection: { reason: expect.stringContaining('importiert sich selbst') },
    });
  });

  it('should let models that are compiled together use an id twice, the importing one counting', async () => {
    const engine = new InMemoryEngine();
    const base = model('base', decision('d', '1'));
    const top = model('top', decision('d', 'base.d + 1', requires('urn:base#d')), ['base']);
    expect(await engine.deploy([top, base])).toMatchObject({ ok: true });
    expect(decide(engine, 'd')).toMatchObject({ value: { decisionOutput: 2 } });

    const stranger = model('stranger', decision('d', '3'));
    for (const second of [stranger, { ...base, name: 'again.dmn' }])
      expect(await prepareDeployment([base, second])).toMatchObject({
        rejection: { reason: expect.stringContaining("Duplicated decision id 'd'") },
      });
  });
});
