import { Injectable, NotFoundException, type PipeTransform } from '@nestjs/common';

const PACKAGE_ID = /^[a-z][a-z0-9-]{1,62}$/;
const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;
/** What stands in an address is repeated in the answer only as far as it can be read. */
const shown = (text: string): string => text.replace(/\p{C}/gu, '').slice(0, 64);

/** An address with an id that no package can have is answered like one of a package that does not exist. */
@Injectable()
export class PackageIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (PACKAGE_ID.test(id)) return id;
    throw new NotFoundException(`Das Paket «${shown(id)}» gibt es nicht.`);
  }
}

/** The same for versions: `1.2.0`. */
@Injectable()
export class VersionPipe implements PipeTransform<string, string> {
  transform(version: string): string {
    if (VERSION.test(version)) return version;
    throw new NotFoundException(`Die Version «${shown(version)}» gibt es nicht. Versionen heissen zum Beispiel 1.2.0.`);
  }
}
