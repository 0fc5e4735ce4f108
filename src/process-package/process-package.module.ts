import { Module } from '@nestjs/common';
import { PackageLibrary } from './package-library.js';

/** The library of published packages. */
@Module({ providers: [PackageLibrary], exports: [PackageLibrary] })
export class ProcessPackageModule {}
