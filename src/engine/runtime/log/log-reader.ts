import type { Pool } from 'pg';
import type { EngineRecord } from '../../engine.js';
import type { Decision, DecisionRequirements, Definition, Form } from '../../core/index.js';
import {
  readDecisions,
  readDefinitions,
  readForms,
  readRequirements,
  readResources,
} from '../state/definitions.store.js';
import type { GraphCache } from '../state/graph-cache.js';
import { type LogCatalogue, type PackedBatch, unpackBatch } from './batch-decoder.js';
import { VALUE_TYPES } from './layout.js';
import { expandBatch } from './expand-batch.js';
import { type LogRow, readLog } from './read-log.store.js';

/** Records made readable of late that are kept: readers that ask in small steps get the rest of a batch from here. */
const KEPT_RECORDS = 5_000;

export interface ReadableBatch {
  row: LogRow;
  packed: PackedBatch;
  /** Holds everything that the records of the batch refer to. */
  catalogue: LogCatalogue;
}

/** Reads the stored log in Zeebe's record shape. Independent of who owns the engine: everything it needs is committed. */
export class LogReader {
  private readonly definitions = new Map<number, Definition>();
  private readonly decisions = new Map<number, Decision>();
  private readonly requirementsByKey = new Map<number, DecisionRequirements>();
  private readonly forms = new Map<number, Form>();
  private readonly expanded = new Map<number, readonly EngineRecord[]>();

  constructor(
    private readonly pool: Pool,
    private readonly graphs: GraphCache,
  ) {}

  async read(afterPosition: number, limit: number): Promise<EngineRecord[]> {
    const records: EngineRecord[] = [];
    let after = afterPosition;
    while (records.length < limit) {
      const batch = this.kept(after) ?? (await this.readNext(after));
      if (!batch) break;
      for (const record of batch) {
        if (record.position > after && records.length < limit) records.push(record);
      }
      after = batch.at(-1)?.position ?? after;
    }
    this.forgetOld(records.at(-1)?.position ?? after);
    return records;
  }

  /** Stored batches after a position with everything loaded that decoding them needs; for replay. */
  async readPacked(afterPosition: number, batches: number): Promise<ReadableBatch[]> {
    const rows = await readLog(this.pool, 'embedded', afterPosition, batches);
    const result: ReadableBatch[] = [];
    for (const row of rows) {
      const packed = unpackBatch(row.body);
      result.push({ row, packed, catalogue: await this.load(packed) });
    }
    return result;
  }

  private definition = (key: number): Definition => found(this.definitions, key);
  private decision = (key: number): Decision => found(this.decisions, key);
  private requirements = (key: number): DecisionRequirements => found(this.requirementsByKey, key);
  private form = (key: number): Form => found(this.forms, key);

  private kept(after: number): readonly EngineRecord[] | undefined {
    for (const batch of this.expanded.values()) {
      if ((batch[0]?.position ?? Infinity) <= after + 1 && (batch.at(-1)?.position ?? 0) > after) return batch;
    }
    return undefined;
  }

  private async readNext(after: number): Promise<readonly EngineRecord[] | undefined> {
    const [next] = await this.readPacked(after, 1);
    if (!next) return undefined;
    const records = expandBatch(next.packed, next.row.firstPosition, next.row.at, next.catalogue);
    this.expanded.set(next.row.firstPosition, records);
    return records;
  }

  /** Keeps the newest batches up to the bound; a larger one only until it was read to its end. */
  private forgetOld(readUpTo: number): void {
    let kept = 0;
    for (const [first, batch] of [...this.expanded].reverse()) {
      kept += batch.length;
      if (kept > KEPT_RECORDS && (batch.at(-1)?.position ?? 0) <= readUpTo) this.expanded.delete(first);
    }
  }

  private async load({ references, records }: PackedBatch): Promise<LogCatalogue> {
    await fill(this.definitions, references.definitions, (keys) => readDefinitions(this.pool, keys));
    await fill(this.decisions, references.decisions, (keys) => readDecisions(this.pool, keys));
    await fill(this.requirementsByKey, references.requirements, (keys) => readRequirements(this.pool, keys));
    await fill(this.forms, references.forms, (keys) => readForms(this.pool, keys));
    await this.graphs.loadProcesses(references.definitions.map(this.definition));
    const { definition, decision, requirements, form } = this;
    const catalogue = { definition, decision, requirements, form };
    if (!records.some((record) => record[0] === DEPLOYMENT)) return { ...catalogue, content: () => '' };
    const checksums = [
      ...references.definitions.map((key) => this.definition(key).checksum),
      ...references.requirements.map((key) => this.requirements(key).checksum),
      ...references.forms.map((key) => this.form(key).checksum),
    ];
    // Contents are large and rarely asked for: read again whenever they are.
    const contents = await readResources(this.pool, [...new Set(checksums)]);
    return { ...catalogue, content: (checksum) => contents.get(checksum) ?? '' };
  }
}

/** Stored code of deployments: only their records hold contents of files. */
const DEPLOYMENT = VALUE_TYPES.indexOf('DEPLOYMENT') + 1;

async function fill<T extends { key: number }>(
  known: Map<number, T>,
  keys: readonly number[],
  read: (missing: readonly number[]) => Promise<T[]>,
): Promise<void> {
  const missing = keys.filter((key) => !known.has(key));
  if (missing.length === 0) return;
  for (const item of await read(missing)) known.set(item.key, item);
}

function found<T>(known: ReadonlyMap<number, T>, key: number): T {
  const item = known.get(key);
  if (item === undefined) throw new Error(`The log refers to ${key}, which was never deployed`);
  return item;
}
