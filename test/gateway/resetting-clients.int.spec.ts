import { GatewayWorld } from './support/gateway-world.js';
import { ResettingClient } from './support/resetting-client.js';

describe('the gateway and clients that reset every stream', () => {
  let world: GatewayWorld;

  beforeAll(async () => {
    world = await GatewayWorld.open();
  });

  afterAll(() => world.close());

  /** The answers to `count` calls of which `atOnce` are under way at any time. */
  const callAll = async (client: ResettingClient, count: number, atOnce: number) => {
    const answers: boolean[] = [];
    let left = count;
    const caller = async () => {
      while ((left -= 1) >= 0) answers.push(await client.call());
    };
    await Promise.all(Array.from({ length: atOnce }, caller));
    return answers;
  };

  it.each([[100], [2_000]])('should answer all calls, %d at once, over several connections', async (atOnce) => {
    const client = new ResettingClient(world.address);
    const answers = await callAll(client, 3_000, atOnce);
    client.close();
    expect(answers.filter((answered) => answered)).toHaveLength(3_000);
    expect(client.connections.length).toBeGreaterThan(1);
  });

  it('should leave no call open when it asks for a new connection: it is taken, or repeated at once', async () => {
    const client = new ResettingClient(world.address);
    await callAll(client, 3_000, 100);
    client.close();
    for (const { sent, lastTaken } of client.connections.slice(0, -1)) {
      const taken = sent.filter(({ outcome }) => outcome === 'answered').map(({ id }) => id);
      const refused = sent.filter(({ outcome }) => outcome === 'refused').map(({ id }) => id);
      expect(lastTaken).toBe(Math.max(...taken));
      expect(Math.min(...refused, Infinity)).toBeGreaterThan(lastTaken ?? 0);
    }
  });
});
