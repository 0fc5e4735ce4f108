import { Module } from '@nestjs/common';
import { ImportMunicipalities } from './import-municipalities.js';

/** The Gemeinden of the region. */
@Module({ providers: [ImportMunicipalities], exports: [ImportMunicipalities] })
export class MunicipalityModule {}
