import {
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { ENGINE } from './engine.js';
import { EmbeddedEngine } from './runtime/embedded-engine.js';
import type { EmbeddedEngineOptions } from './runtime/engine-options.js';
import { ZeebeEngine } from './zeebe/zeebe-engine.js';
import type { ZeebeEngineOptions } from './zeebe/zeebe-options.js';

/** Starts the engine before any module that uses it bootstraps, and lets it work off its queue at the end. */
@Injectable()
export class EngineLifecycle implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(ENGINE) private readonly engine: EmbeddedEngine | ZeebeEngine) {}

  async onModuleInit(): Promise<void> {
    await this.engine.start();
  }

  /** After HTTP is closed: requests that still run get their answers. */
  async onApplicationShutdown(): Promise<void> {
    await this.engine.stop();
  }
}

/** The engine for every module, under the token {@link ENGINE}. */
@Global()
@Module({})
export class EngineModule {
  /** The embedded engine, or a Zeebe cluster when one is named. */
  static with(
    options: EmbeddedEngineOptions,
    cluster?: Pick<ZeebeEngineOptions, 'connection' | 'records'>,
  ): DynamicModule {
    const logger = new Logger('Engine');
    const log = {
      info: (message: string) => logger.log(message),
      error: (message: string, error?: unknown) =>
        logger.error(`${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    };
    return {
      module: EngineModule,
      providers: [
        {
          provide: ENGINE,
          useFactory: () =>
            cluster ? new ZeebeEngine({ log, ...options, ...cluster }) : new EmbeddedEngine({ log, ...options }),
        },
        EngineLifecycle,
      ],
      exports: [ENGINE],
    };
  }
}
