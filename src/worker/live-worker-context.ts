import { Inject, Injectable } from '@nestjs/common';
import { accessToken, casePath, LINK_KEY } from '../case/access-link.js';
import { findCase } from '../case/case.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Transaction } from '../database/transaction.js';
import { type LetterTemplate, parseLetterTemplate } from '../document/letter-template.js';
import { PdfRenderer } from '../document/pdf-renderer.js';
import { findMunicipality } from '../municipality/municipality.store.js';
import type { Municipality } from '../municipality/profile.js';
import { PackageLibrary } from '../process-package/package-library.js';
import { type Connector, type ConnectorSystem, connectorSettingKey, type WorkerContext } from './worker-context.js';

/** Nest injection token: base address of the municipal systems; undefined when there are none. */
export const MUNICIPAL_SYSTEMS = Symbol('MunicipalSystems');

/** What workers reach in the running product. */
@Injectable()
export class LiveWorkerContext implements WorkerContext {
  readonly renderer = new PdfRenderer();
  readonly publicUrl: string;
  readonly dataDirectory: string;

  constructor(
    private readonly database: TenantDatabase,
    private readonly library: PackageLibrary,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(ENVIRONMENT) environment: Environment,
    @Inject(LINK_KEY) private readonly linkKey: string,
    @Inject(MUNICIPAL_SYSTEMS) private readonly systems: { url: string | undefined },
  ) {
    this.publicUrl = (environment.PUBLIC_URL ?? `http://${environment.HOST}:${environment.PORT}`).replace(/\/+$/, '');
    this.dataDirectory = environment.DATA_DIR;
  }

  withTenant<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.withTenant(tenantId, work);
  }

  async municipality(tenantId: string): Promise<Municipality> {
    const found = await this.database.withTenant(tenantId, (tx) => findMunicipality(tx, tenantId));
    if (!found) throw new Error(`There is no municipality ${tenantId}`);
    return found;
  }

  /** A system without an address is served by hand, whatever the setting says: nothing waits for what is not there. */
  connector(
    _tenantId: string,
    system: ConnectorSystem,
    settings: Readonly<Record<string, unknown>>,
  ): Promise<Connector> {
    const mode = settings[connectorSettingKey(system)];
    if (mode === 'file') return Promise.resolve({ mode });
    const baseUrl = this.systems.url;
    return Promise.resolve(mode === 'api' && baseUrl !== undefined ? { mode, baseUrl } : { mode: 'manual' });
  }

  async letterTemplate(
    tenantId: string,
    caseId: string,
    template: string,
    language: 'de' | 'fr',
  ): Promise<LetterTemplate | undefined> {
    const row = await this.database.withTenant(tenantId, (tx) => findCase(tx, caseId));
    if (!row) return undefined;
    const { letters } = await this.library.version(row.package_id, row.package_version);
    const text = letters.get(template)?.get(language) ?? letters.get(template)?.get('de');
    const parsed = text === undefined ? undefined : parseLetterTemplate(text);
    return parsed?.ok ? parsed.value : undefined;
  }

  statusPageUrl(tenantId: string, caseId: string): Promise<string> {
    return Promise.resolve(`${this.publicUrl}${casePath(tenantId, accessToken(this.linkKey, caseId))}`);
  }
}
