interface Versioned {
  readonly key: number;
  readonly tenantId: string;
  readonly version: number;
  readonly deploymentKey: number;
  readonly versionTag: string;
}

/**
 * All versions of all deployed things of one kind: by key, by id and version, by deployment. Deleted ones are found by key
 * alone, for what still runs on them.
 */
export class Versions<T extends Versioned> {
  private readonly byKey = new Map<number, T>();
  /** tenant, id → versions in ascending order. */
  private readonly byId = new Map<string, T[]>();

  /** tenant, id → highest version ever given. */
  private readonly given = new Map<string, number>();
  private readonly deleted = new Set<number>();
  private changes = 0;

  constructor(private readonly idOf: (item: T) => string) {}

  add(item: T): void {
    this.changes += 1;
    this.byKey.set(item.key, item);
    const id = join(item.tenantId, this.idOf(item));
    this.given.set(id, Math.max(item.version, this.given.get(id) ?? 0));
    const versions = this.byId.get(id);
    if (!versions) {
      this.byId.set(id, [item]);
      return;
    }
    versions.push(item);
    versions.sort((a, b) => a.version - b.version);
  }

  /** Nothing new refers to the version from now on. */
  remove(key: number): void {
    const item = this.byKey.get(key);
    if (!item || this.deleted.has(key)) return;
    this.changes += 1;
    this.deleted.add(key);
    const id = join(item.tenantId, this.idOf(item));
    const left = (this.byId.get(id) ?? []).filter((one) => one !== item);
    if (left.length > 0) this.byId.set(id, left);
    else this.byId.delete(id);
  }

  /** Also what was deleted. */
  get(key: number): T | undefined {
    return this.byKey.get(key);
  }

  isDeleted(key: number): boolean {
    return this.deleted.has(key);
  }

  /** By key, unless it was deleted. */
  live(key: number): T | undefined {
    return this.deleted.has(key) ? undefined : this.byKey.get(key);
  }

  /** The highest version ever given for an id, 0 when there was none: numbers of deleted versions are not given again. */
  highest(tenantId: string, id: string): number {
    return this.given.get(join(tenantId, id)) ?? 0;
  }

  latest(tenantId: string, id: string): T | undefined {
    return this.byId.get(join(tenantId, id))?.at(-1);
  }

  /** The version that is the newest one without this. */
  before(item: T): T | undefined {
    return this.byId.get(join(item.tenantId, this.idOf(item)))?.findLast(({ version }) => version < item.version);
  }

  version(tenantId: string, id: string, version: number): T | undefined {
    return this.byId.get(join(tenantId, id))?.find((item) => item.version === version);
  }

  /** The version that was the newest when this deployment was made: brought by it, or kept because it was unchanged. */
  inDeployment(tenantId: string, id: string, deploymentKey: number): T | undefined {
    return this.byId.get(join(tenantId, id))?.findLast((item) => item.deploymentKey <= deploymentKey);
  }

  /** The newest version that carries the tag. */
  tagged(tenantId: string, id: string, tag: string): T | undefined {
    return this.byId.get(join(tenantId, id))?.findLast(({ versionTag }) => versionTag === tag);
  }

  /** Grows whenever a version comes or goes. */
  get revision(): number {
    return this.changes;
  }

  /** The newest version of every id; all tenants, or one. */
  *latestOfAll(tenantId?: string): Iterable<T> {
    for (const versions of this.byId.values()) {
      const last = versions.at(-1);
      if (last && (tenantId === undefined || last.tenantId === tenantId)) yield last;
    }
  }

  all(): Iterable<T> {
    return this.byKey.values();
  }
}

const join = (tenantId: string, id: string): string => `${tenantId}\u0000${id}`;
