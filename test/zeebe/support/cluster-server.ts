import { steadyPort } from '../../support/steady-port.js';
import { type RunningServer, startRunningServer } from '../../support/running-server.js';
import { exporterOptions, RECORDS_PASSWORD } from './cluster-world.js';
import { ZeebeBroker, type ZeebeBrokerOptions } from './zeebe-broker.js';

/** A real broker and what a server of the product needs to know of it. */
export class Cluster {
  private constructor(
    readonly broker: ZeebeBroker,
    readonly recordsPort: number,
  ) {}

  static async start(options: ZeebeBrokerOptions = {}): Promise<Cluster> {
    const recordsPort = await steadyPort();
    return new Cluster(await ZeebeBroker.start({ ...exporterOptions(recordsPort), ...options }), recordsPort);
  }

  /** Settings of a server; one of several takes the records. */
  environment(recordsPort = this.recordsPort): Record<string, string> {
    return {
      ENGINE: 'zeebe',
      ZEEBE_ADDRESS: this.broker.address,
      ZEEBE_REST_ADDRESS: this.broker.restAddress,
      ZEEBE_RECORDS_PORT: String(recordsPort),
      ZEEBE_RECORDS_PASSWORD: RECORDS_PASSWORD,
    };
  }

  server(more: Record<string, string> = {}, dataDir?: string): Promise<RunningServer> {
    return startRunningServer({ ...this.environment(), ...more }, dataDir);
  }

  stop(): Promise<void> {
    return this.broker.stop();
  }
}
