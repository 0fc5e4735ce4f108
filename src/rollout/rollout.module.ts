import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MunicipalityEntity } from '../municipality/municipality.entity.js';
import { PackageEntity, PackageVersionEntity } from '../process-package/package.entity.js';
import { ProcessPackageModule } from '../process-package/process-package.module.js';
import { ActivateVersion } from './activate-version.js';
import { DeliverPackages } from './deliver-packages.js';
import { ImportSettings } from './import-settings.js';
import { PublishVersion } from './publish-version.js';
import { RolloutEntity } from './rollout.entity.js';
import { ServiceDirectory } from './service-directory.js';

const ENTITIES = TypeOrmModule.forFeature([RolloutEntity, PackageEntity, PackageVersionEntity, MunicipalityEntity]);

/** Which version of which package runs where, with which settings. */
@Module({
  imports: [ENTITIES, ProcessPackageModule],
  providers: [ActivateVersion, DeliverPackages, ImportSettings, PublishVersion, ServiceDirectory],
  exports: [ENTITIES, ActivateVersion, DeliverPackages, ImportSettings, PublishVersion, ServiceDirectory],
})
export class RolloutModule {}
