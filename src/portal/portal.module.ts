import { Module } from '@nestjs/common';
import { RolloutModule } from '../rollout/rollout.module.js';
import { MunicipalityController } from './municipality.controller.js';
import { PortalData } from './portal-data.js';
import { StartController } from './start.controller.js';
import { TextPagesController } from './text-pages.controller.js';

/** The citizens' pages. */
@Module({
  imports: [RolloutModule],
  controllers: [StartController, TextPagesController, MunicipalityController],
  providers: [PortalData],
})
export class PortalModule {}
