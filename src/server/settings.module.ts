import { type DynamicModule, Global, Module } from '@nestjs/common';
import { LINK_KEY } from '../case/access-link.js';
import { MUNICIPAL_SYSTEMS } from '../worker/live-worker-context.js';
import { type AdjustableClock, CLOCK, WALL_CLOCK } from '../config/clock.js';
import { ENVIRONMENT, type Environment } from '../config/environment.js';

export interface Settings {
  environment: Environment;
  /** The engine's and the pages' clock; only the demo moves it. */
  clock: AdjustableClock;
  /** Key of citizens' links. */
  linkKey: string;
  /** Base address of the municipal systems; undefined when there are none. */
  municipalSystemsUrl: string | undefined;
}

/** What is decided before the modules exist: environment, clocks, keys, addresses. */
@Global()
@Module({})
export class SettingsModule {
  static with(settings: Settings): DynamicModule {
    const providers = [
      { provide: ENVIRONMENT, useValue: settings.environment },
      { provide: CLOCK, useValue: settings.clock },
      { provide: WALL_CLOCK, useValue: { now: () => Date.now() } },
      { provide: LINK_KEY, useValue: settings.linkKey },
      { provide: MUNICIPAL_SYSTEMS, useValue: { url: settings.municipalSystemsUrl } },
    ];
    return { module: SettingsModule, providers, exports: providers };
  }
}
