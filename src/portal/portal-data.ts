import { Inject, Injectable } from '@nestjs/common';
import { swissDay } from '../case/swiss-day.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import {
  findMunicipality,
  findMunicipalityBySlug,
  listMunicipalities,
  type PlaceHit,
  searchMunicipalities,
} from '../municipality/municipality.store.js';
import type { Municipality } from '../municipality/profile.js';
import { type Service, ServiceDirectory } from '../rollout/service-directory.js';

/** Gemeinden and their services as the citizens' pages ask for them. */
@Injectable()
export class PortalData {
  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: ServiceDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  municipality(slug: string): Promise<Municipality | undefined> {
    return this.database.withoutTenant((tx) => findMunicipalityBySlug(tx, slug));
  }

  municipalityByNumber(bfs: string): Promise<Municipality | undefined> {
    return this.database.withoutTenant((tx) => findMunicipality(tx, bfs));
  }

  all(): Promise<Municipality[]> {
    return this.database.withoutTenant(listMunicipalities);
  }

  search(words: string): Promise<PlaceHit[]> {
    return this.database.withoutTenant((tx) => searchMunicipalities(tx, words));
  }

  /** What the Gemeinde offers to citizens today. */
  async services(municipality: Municipality): Promise<Service[]> {
    const list = await this.database.withTenant(municipality.bfs, (tx) => this.directory.list(tx, this.today()));
    return list.filter(isForCitizens);
  }

  async service(municipality: Municipality, packageId: string): Promise<Service | undefined> {
    const found = await this.database.withTenant(municipality.bfs, (tx) =>
      this.directory.find(tx, packageId, this.today()),
    );
    return found && isForCitizens(found) ? found : undefined;
  }

  today(): string {
    return swissDay(this.clock.now());
  }
}

const isForCitizens = ({ pkg }: Service): boolean => pkg.manifest.category !== 'intern';

/** A Gemeinde without profile has not joined yet. */
export const hasJoined = ({ profile }: Municipality): boolean => profile.officialName !== undefined;
