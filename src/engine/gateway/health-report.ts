import type { Server } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import type { Engine } from '../engine.js';
import { SERVICE_NAME } from './contract.js';

const LOOK_EVERY_MS = 1_000;

/** gRPC's health service: SERVING where the engine runs, so that balancers send everybody to the process that has the jobs. */
export class HealthReport {
  private readonly service = new HealthImplementation({ '': 'NOT_SERVING', [SERVICE_NAME]: 'NOT_SERVING' });
  private serving = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly engine: Engine) {}

  addTo(server: Server): void {
    this.service.addToServer(server);
  }

  start(): void {
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.set(false);
  }

  private look(): void {
    const { ready, owner } = this.engine.health();
    this.set(ready && owner);
  }

  private set(serving: boolean): void {
    if (serving === this.serving) return;
    this.serving = serving;
    for (const name of ['', SERVICE_NAME]) this.service.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING');
  }
}
