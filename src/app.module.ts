import { type DynamicModule, Module } from '@nestjs/common';
import { CaseModule } from './case/case.module.js';
import { projectedPosition } from './case/projection.store.js';
import { DatabaseModule } from './database/database.module.js';
import { DemoModule } from './demo/demo.module.js';
import { DeskModule } from './desk/desk.module.js';
import { EngineModule } from './engine/engine.module.js';
import { readCluster } from './engine/zeebe/read-cluster.js';
import { GatewayModule } from './engine/gateway/gateway.module.js';
import { MunicipalityModule } from './municipality/municipality.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PortalModule } from './portal/portal.module.js';
import { RolloutModule } from './rollout/rollout.module.js';
import type { OpenDatabase } from './server/open-database.js';
import { type Settings, SettingsModule } from './server/settings.module.js';
import { StudioModule } from './studio/studio.module.js';
import { WorkerModule } from './worker/worker.module.js';

const DAY = 86_400_000;

/** All rooms of the house, on one database and one engine. */
@Module({})
export class AppModule {
  static with(settings: Settings, database: OpenDatabase): DynamicModule {
    const cluster = settings.environment.ENGINE === 'zeebe' ? readCluster(settings.environment) : undefined;
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        DatabaseModule.with({ ...database.pools, centerUrl: database.urls.center }),
        EngineModule.with(
          {
            url: database.urls.engine,
            clock: settings.clock,
            logRetention: {
              age: settings.environment.LOG_RETENTION_DAYS * DAY,
              readPosition: () => projectedPosition(database.pools.app),
            },
            settings: {
              inputMappings: settings.environment.ENGINE_INPUT_MAPPINGS,
              outputMappings: settings.environment.ENGINE_OUTPUT_MAPPINGS,
            },
          },
          cluster,
        ),
        // Workers of a cluster connect to the cluster.
        ...(cluster ? [] : [GatewayModule.with(settings.environment, settings.linkKey)]),
        CaseModule,
        MunicipalityModule,
        RolloutModule,
        WorkerModule,
        OperationsModule,
        PortalModule,
        DeskModule,
        StudioModule,
        ...(settings.environment.DEMO ? [DemoModule] : []),
      ],
    };
  }
}
