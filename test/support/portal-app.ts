import { join } from 'node:path';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type pg from 'pg';
import { SettingsModule } from '../../src/server/settings.module.js';
import { AdjustableClock } from '../../src/config/clock.js';
import { readEnvironment } from '../../src/config/environment.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { ENGINE } from '../../src/engine/engine.js';
import { ImportMunicipalities } from '../../src/municipality/import-municipalities.js';
import { MunicipalityModule } from '../../src/municipality/municipality.module.js';
import { PortalModule } from '../../src/portal/portal.module.js';
import { readSettingsDirectory } from '../../src/process-package/read-settings-directory.js';
import { ActivateVersion } from '../../src/rollout/activate-version.js';
import { DeliverPackages } from '../../src/rollout/deliver-packages.js';
import { ImportSettings } from '../../src/rollout/import-settings.js';
import { RolloutModule } from '../../src/rollout/rollout.module.js';
import { setUpHttp } from '../../src/web/http/set-up-http.js';
import { FakeEngine } from './fake-engine.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { testPool } from './test-pool.js';

const LIBRARY = join(process.cwd(), 'processes');

export const TEST_LINK_KEY = 'link-key-for-tests-0123456789abcdef';

export interface PortalApp {
  app: NestFastifyApplication;
  engine: FakeEngine;
  clock: AdjustableClock;
  database: TestDatabase;
  /** As superuser, past row-level security: to arrange and to look behind the scenes. */
  administrator: pg.Pool;
  close(): Promise<void>;
}

@Module({})
class EngineStub {
  static with(engine: FakeEngine): DynamicModule {
    const provider = { provide: ENGINE, useValue: engine };
    return { module: EngineStub, global: true, providers: [provider], exports: [provider] };
  }
}

/** The citizens' pages on a real database with both packages at work in the delivered Gemeinden; the engine is a fake. */
export async function createPortalApp(options: { demo?: boolean; imports?: Type[] } = {}): Promise<PortalApp> {
  const database = await createTestDatabase();
  const environment = readEnvironment({ DEMO: options.demo ? 'on' : 'off', HOST: '127.0.0.1' });
  if (!environment.ok) throw new Error(environment.message);
  const pools = {
    app: testPool(database.appUrl, 6),
    center: testPool(database.centerUrl, 3),
  };
  const administrator = testPool(database.administratorUrl, 2);
  const engine = new FakeEngine();
  const clock = new AdjustableClock();
  const module = await Test.createTestingModule({
    imports: [
      SettingsModule.with({
        environment: environment.value,
        clock,
        linkKey: TEST_LINK_KEY,
        municipalSystemsUrl: undefined,
      }),
      DatabaseModule.with({ ...pools, centerUrl: database.centerUrl }),
      EngineStub.with(engine),
      MunicipalityModule,
      RolloutModule,
      PortalModule,
      ...(options.imports ?? []),
    ],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
    logger: ['error'],
    bodyParser: false,
  });
  await setUpHttp(app, environment.value);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await seed(app);
  return {
    app,
    engine,
    clock,
    database,
    administrator,
    close: async () => {
      await app.close();
      await Promise.all([pools.app.end(), pools.center.end(), administrator.end()]);
      await database.drop();
    },
  };
}

async function seed(app: NestFastifyApplication): Promise<void> {
  const delivered = await readSettingsDirectory(join(LIBRARY, 'settings'));
  await app
    .get(ImportMunicipalities)
    .run(delivered.municipalities.map((entry) => ({ ...entry, profile: delivered.gemeinden.get(entry.bfs)?.profil })));
  const packages = await app.get(DeliverPackages).run(LIBRARY);
  await app.get(ImportSettings).run(null, delivered.region);
  for (const [bfs, file] of delivered.gemeinden) {
    await app.get(ImportSettings).run(bfs, file);
    for (const [packageId, version] of packages) {
      const outcome = await app.get(ActivateVersion).activate(bfs, packageId, version, 'test');
      if (!outcome.ok) throw new Error(outcome.message);
    }
  }
}
