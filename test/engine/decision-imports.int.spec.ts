import type { Resource } from '../../src/engine/engine.js';
import { EngineWorld, TENANT } from './support/engine-world.js';

const head = 'xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"';
const rates = (rate: number): Resource => ({
  name: 'rates.dmn',
  content: `<definitions ${head} id="rates" name="rates" namespace="urn:rates">
    <decision id="rate" name="rate"><literalExpression><text>${rate}</text></literalExpression></decision></definitions>`,
});
const fees: Resource = {
  name: 'fees.dmn',
  content: `<definitions ${head} id="fees" name="fees" namespace="urn:fees">
    <import name="rates" namespace="urn:rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
    <decision id="fee" name="fee"><informationRequirement><requiredDecision href="urn:rates#rate"/></informationRequirement>
      <literalExpression><text>rates.rate * 100</text></literalExpression></decision></definitions>`,
};

describe('decision models that import others', () => {
  let world: EngineWorld;

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start();
  });

  afterAll(() => world.close());

  const fee = async (decisionKey?: string): Promise<unknown> => {
    const target = decisionKey === undefined ? { decisionId: 'fee' } : { decisionKey };
    return (await world.run({ type: 'evaluateDecision', tenantId: TENANT, variables: {}, ...target })).decisionOutput;
  };

  it('should deploy a model whose import nobody has deployed, and fail what needs it', async () => {
    await world.deploy(fees);
    const evaluate = { type: 'evaluateDecision', tenantId: TENANT, variables: {}, decisionId: 'fee' } as const;
    const outcome = await world.engine.execute(evaluate);
    expect(JSON.stringify(outcome)).toContain('«rates»');
  });

  it('should keep each version with the models it was deployed with, also after a restart', async () => {
    await world.deploy(rates(3));
    await world.deploy(fees);
    expect(await fee()).toBe(300);
    await world.deploy(fees, rates(4));
    const [first] = await world.rows<{ key: string }>(
      `select key from engine.decision where decision_id = 'fee' and version = 2`,
    );
    await world.deploy(rates(5));

    await world.restart();

    expect(await fee()).toBe(400);
    expect(await fee(first?.key)).toBe(300);
  });
});
