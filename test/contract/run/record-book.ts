import type { LogRecord } from './history.js';

/** Names of one scenario begin with this: `s7_` for the seventh. */
export const prefixOf = (scenario: number): string => `s${scenario}_`;
const PREFIX = /"s(\d+)_/;

/** All events of a log, filed by the scenario that they belong to: by its names, else by a key that is known to be its. */
export class RecordBook {
  private readonly events = new Map<number, LogRecord[]>();
  private readonly owners = new Map<string, number>();

  add(record: LogRecord): void {
    if (record.recordType !== 'EVENT') return;
    const scenario = this.ownerOf(record);
    if (scenario === undefined) return;
    for (const key of keysOf(record)) this.owners.set(key, scenario);
    const events = this.events.get(scenario);
    if (events) events.push(record);
    else this.events.set(scenario, [record]);
  }

  of = (scenario: number): readonly LogRecord[] => this.events.get(scenario) ?? [];

  private ownerOf(record: LogRecord): number | undefined {
    const named = PREFIX.exec(JSON.stringify(record.value));
    if (named) return Number(named[1]);
    for (const key of keysOf(record)) {
      const owner = this.owners.get(key);
      if (owner !== undefined) return owner;
    }
    return undefined;
  }
}

/** The record's own key and all that it refers to. */
function keysOf({ key, value }: LogRecord): string[] {
  const others = Object.entries(value).flatMap(([name, found]) => (name.endsWith('Key') ? [String(found)] : []));
  return [key, ...others].filter((candidate) => Number(candidate) > 2 ** 51);
}
