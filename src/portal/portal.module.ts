import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { FormModule } from '../form/form.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { DraftAccess } from './form/draft-access.js';
import { DraftController } from './form/draft.controller.js';
import { FormController } from './form/form.controller.js';
import { UploadController } from './form/upload.controller.js';
import { MunicipalityController } from './municipality.controller.js';
import { PortalData } from './portal-data.js';
import { StartController } from './start.controller.js';
import { TextPagesController } from './text-pages.controller.js';

/** The citizens' pages. */
@Module({
  imports: [CaseModule, FormModule, RolloutModule],
  controllers: [
    StartController,
    TextPagesController,
    DraftController,
    FormController,
    UploadController,
    MunicipalityController,
  ],
  providers: [PortalData, DraftAccess],
})
export class PortalModule {}
