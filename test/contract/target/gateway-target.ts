import { GatewayWorld } from '../../gateway/support/gateway-world.js';
import { ClientTarget } from './client-target.js';
import { EmbeddedLog } from './embedded-log.js';

/** The embedded engine behind its gRPC gateway; its log and its clock are looked at directly. */
export async function openGatewayTarget(): Promise<ClientTarget> {
  const world = await GatewayWorld.open();
  const { engine } = world;
  const log = new EmbeddedLog(engine);
  return new ClientTarget({
    isZeebe: false,
    address: world.address,
    async userTask(command) {
      const outcome = await engine.engine.execute(command);
      return outcome.ok ? { code: 'OK' } : { code: outcome.rejection.code as 'NOT_FOUND' };
    },
    settled: (scenario) => log.settled(scenario),
    async advance(milliseconds) {
      engine.clock.advance(milliseconds);
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
    close: () => world.close(),
  });
}
