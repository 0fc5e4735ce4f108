import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { DemoController } from './demo.controller.js';
import { SeedRegion } from './seed-region.js';

/** The demo region; imported in demo mode only. */
@Module({
  imports: [IdentityModule, RolloutModule],
  controllers: [DemoController],
  providers: [SeedRegion],
  exports: [SeedRegion],
})
export class DemoModule {}
