import type { Clock } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import type { LetterTemplate } from '../document/letter-template.js';
import type { PdfRenderer } from '../document/pdf-renderer.js';
import type { Municipality } from '../municipality/profile.js';

/** The systems of a Gemeinde that workers reach. */
export const CONNECTOR_SYSTEMS = ['register', 'wohnung', 'parzelle', 'amtsblatt', 'finanzen', 'zustellung'] as const;
export type ConnectorSystem = (typeof CONNECTOR_SYSTEMS)[number];

/** Setting of a package that chooses the way of a connector: `konnektorRegister` and so on. */
export const connectorSettingKey = (system: ConnectorSystem): string =>
  `konnektor${system[0]?.toUpperCase()}${system.slice(1)}`;

/** How one system of one Gemeinde is reached. */
export type Connector = { mode: 'api'; baseUrl: string } | { mode: 'file' } | { mode: 'manual' };

/** Everything workers may touch; put together at one place, replaced by fakes in tests. */
export interface WorkerContext {
  clock: Clock;
  /** Address of the pages, without a slash at the end; stands in letters and mails. */
  publicUrl: string;
  /** Folder for files that other systems fetch: `{dataDirectory}/export/<bfs>/<system>/`. */
  dataDirectory: string;
  renderer: PdfRenderer;
  withTenant<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  municipality(tenantId: string): Promise<Municipality>;
  /** How the system is reached for this case: its frozen settings decide, the operator's configuration gives the address. */
  connector(tenantId: string, system: ConnectorSystem, settings: Readonly<Record<string, unknown>>): Promise<Connector>;
  /** The letter of the package version that the case runs on. */
  letterTemplate(
    tenantId: string,
    caseId: string,
    template: string,
    language: 'de' | 'fr',
  ): Promise<LetterTemplate | undefined>;
  /** Page on which the citizen follows the case; stands in mails. */
  statusPageUrl(tenantId: string, caseId: string): Promise<string>;
}
