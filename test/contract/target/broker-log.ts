import type { LogRecord } from '../run/history.js';
import { RecordBook } from '../run/record-book.js';
import { isDue } from './embedded-log.js';

/** Name of the messages that only show how far the broker has come. */
export const FENCE = 'fence';
/** What one command causes is written over several turns at most: a subscription takes three, a correlation too. */
const QUIET_FENCES = 3;
const PATIENCE = 60_000;
/** What is due already is noticed by a checker of its own; what is refused for good stays due. */
const DUE_PATIENCE = 3_000;

/**
 * The exported log of a broker. Fences tell when it is quiet: messages that nobody waits for. When one comes out, everything
 * written before it was worked off; after some in a row without a new record of a scenario, nothing more will come.
 */
export class BrokerLog {
  private readonly book = new RecordBook();
  private readonly passed = new Map<string, () => void>();
  private next: Promise<void> | undefined;
  private fences = 0;
  /** The broker's clock, as its last record shows it. */
  private now = 0;

  /** @param publish publishes a message with this name and correlation key, with no time to live */
  constructor(private readonly publish: (name: string, correlationKey: string) => Promise<void>) {}

  add(record: LogRecord): void {
    this.now = Math.max(this.now, record.timestamp);
    if (record.value['name'] === FENCE && record.intent === 'EXPIRED') {
      this.passed.get(String(record.value['correlationKey']))?.();
    } else this.book.add(record);
  }

  async settled(scenario: number): Promise<readonly LogRecord[]> {
    const begin = Date.now();
    for (let quiet = 0, seen = -1; quiet < QUIET_FENCES; quiet += 1) {
      await this.fence();
      const waited = Date.now() - begin;
      if (waited > PATIENCE) throw new Error(`Scenario ${scenario} does not come to rest.`);
      const { length } = this.book.of(scenario);
      const due = waited < DUE_PATIENCE && isDue(this.book.of(scenario), this.now);
      if (length !== seen || due) quiet = 0;
      seen = length;
    }
    return [...this.book.of(scenario)];
  }

  /** Whoever asks while one is on its way waits for the next: all of them for the same. */
  private fence(): Promise<void> {
    if (this.next) return this.next;
    const key = String(this.fences);
    this.fences += 1;
    this.next = new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        this.next = undefined;
        this.passed.set(key, resolve);
        this.publish(FENCE, key).catch(reject);
      });
    }).finally(() => this.passed.delete(key));
    return this.next;
  }
}
