import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type pg from 'pg';
import { AccountEntity } from '../identity/account.entity.js';
import { MunicipalityEntity } from '../municipality/municipality.entity.js';
import { PackageDraftEntity, PackageEntity, PackageVersionEntity } from '../process-package/package.entity.js';
import { RolloutEntity } from '../rollout/rollout.entity.js';
import { CenterDatabase, TenantDatabase } from './tenant-database.js';

export interface DatabasePools {
  app: pg.Pool;
  center: pg.Pool;
  /** Connection string of dsc_center, for TypeORM's administration screens. */
  centerUrl: string;
}

/** Database access for every module: one Gemeinde at a time, or the support center's tables. */
@Global()
@Module({})
export class DatabaseModule {
  static with(pools: DatabasePools): DynamicModule {
    const entities = [
      AccountEntity,
      MunicipalityEntity,
      PackageEntity,
      PackageDraftEntity,
      PackageVersionEntity,
      RolloutEntity,
    ];
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: pools.centerUrl,
          entities,
          synchronize: false,
          extra: { max: 4 },
        }),
      ],
      providers: [
        { provide: TenantDatabase, useValue: new TenantDatabase(pools.app) },
        { provide: CenterDatabase, useValue: new CenterDatabase(pools.center) },
      ],
      exports: [TenantDatabase, CenterDatabase],
    };
  }
}
