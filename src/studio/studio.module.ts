import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { SaveDraft } from './save-draft.js';
import { StudioPageController } from './studio-page.controller.js';
import { StudioQueries } from './studio-queries.js';
import { StudioController } from './studio.controller.js';

/** The server's side of the support center's studio. */
@Module({
  imports: [IdentityModule, RolloutModule],
  controllers: [StudioController, StudioPageController],
  providers: [SaveDraft, StudioQueries],
})
export class StudioModule {}
