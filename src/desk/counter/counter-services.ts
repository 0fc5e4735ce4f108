import { Inject, Injectable } from '@nestjs/common';
import { swissDay } from '../../case/swiss-day.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { Variables } from '../../engine/engine.js';
import type { DraftRow } from '../../form/draft.store.js';
import { asFormSchema, type FormSchema } from '../../form/form-schema.js';
import type { StaffMember } from '../../identity/staff.guard.js';
import { findMunicipality } from '../../municipality/municipality.store.js';
import { municipalityVariables } from '../../municipality/profile.js';
import { type Service, ServiceDirectory } from '../../rollout/service-directory.js';
import { OwnDrafts } from '../form/own-drafts.js';

/** A service that may be entered at the counter, with its form. */
export interface CounterService {
  service: Service;
  schema: FormSchema;
  context: Variables;
}

export type CounterDraft = CounterService & { draft: DraftRow };

/** What staff may enter for a person at the counter. */
@Injectable()
export class CounterServices {
  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: ServiceDirectory,
    private readonly drafts: OwnDrafts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(who: StaffMember): Promise<Service[]> {
    const all = await this.database.withTenant(who.tenantId, (tx) => this.directory.list(tx, this.today()));
    return all.filter(({ pkg }) => pkg.manifest.start.channels.includes('schalter'));
  }

  async find(who: StaffMember, packageId: string): Promise<CounterService | undefined> {
    return this.database.withTenant(who.tenantId, async (tx) => {
      const service = await this.directory.find(tx, packageId, this.today());
      const municipality = await findMunicipality(tx, who.tenantId);
      if (!service || !municipality || !service.pkg.manifest.start.channels.includes('schalter')) return undefined;
      const schema = asFormSchema(service.pkg.forms.get(service.pkg.manifest.start.form)?.schema);
      if (!schema) return undefined;
      const einstellungen = service.settings.values as Variables;
      return { service, schema, context: { einstellungen, gemeinde: municipalityVariables(municipality) } };
    });
  }

  async open(who: StaffMember, packageId: string, draftId: string): Promise<CounterDraft | undefined> {
    const found = await this.find(who, packageId);
    const draft = found && (await this.drafts.find(who, draftId, packageId, found.schema.id));
    return found && draft && { ...found, draft };
  }

  private today(): string {
    return swissDay(this.clock.now());
  }
}
