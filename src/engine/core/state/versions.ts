interface Versioned {
  readonly key: number;
  readonly tenantId: string;
  readonly version: number;
  readonly deploymentKey: number;
  readonly versionTag: string;
}

/** All versions of all deployed things of one kind: by key, by id and version, by deployment. */
export class Versions<T extends Versioned> {
  private readonly byKey = new Map<number, T>();
  /** tenant, id → versions in ascending order. */
  private readonly byId = new Map<string, T[]>();

  constructor(private readonly idOf: (item: T) => string) {}

  add(item: T): void {
    this.byKey.set(item.key, item);
    const id = join(item.tenantId, this.idOf(item));
    const versions = this.byId.get(id);
    if (!versions) {
      this.byId.set(id, [item]);
      return;
    }
    versions.push(item);
    versions.sort((a, b) => a.version - b.version);
  }

  get(key: number): T | undefined {
    return this.byKey.get(key);
  }

  latest(tenantId: string, id: string): T | undefined {
    return this.byId.get(join(tenantId, id))?.at(-1);
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

  /** Number of all versions; grows with every deployment that brings something new. */
  get size(): number {
    return this.byKey.size;
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
