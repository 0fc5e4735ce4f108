import { Module } from '@nestjs/common';
import { DraftUploads } from './draft-uploads.js';
import { FormDrafts } from './form-drafts.js';
import { PurgeDrafts } from './purge-drafts.js';

/** Drafts and uploads of e-forms, for portal and desk. */
@Module({ providers: [FormDrafts, DraftUploads, PurgeDrafts], exports: [FormDrafts, DraftUploads] })
export class FormModule {}
