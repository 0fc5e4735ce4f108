import type { EngineWorld } from '../../engine/support/engine-world.js';
import type { LogRecord } from '../run/history.js';
import { RecordBook } from '../run/record-book.js';

/** Until the writer has turned what is due into records; what is due is known exactly, this is only how often it is looked. */
const PAUSE = 5;
const PATIENCE = 10_000;

/** The log of an embedded engine, read as it grows. */
export class EmbeddedLog {
  private readonly book = new RecordBook();
  private position = 0;
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly world: EngineWorld) {}

  /** The events of a scenario once nothing is due any more. */
  async settled(scenario: number): Promise<readonly LogRecord[]> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      await this.read();
      const events = this.book.of(scenario);
      if (!isDue(events, this.world.clock.now())) return [...events];
      if (Date.now() > end) throw new Error(`Scenario ${scenario} does not come to rest.`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  private read(): Promise<void> {
    this.reading = this.reading.then(async () => {
      for (;;) {
        const records = await this.world.engine.readRecords(this.position, 5_000);
        for (const record of records) this.book.add(record);
        this.position = records.at(-1)?.position ?? this.position;
        if (records.length < 5_000) return;
      }
    });
    return this.reading;
  }
}

/** Whether a timer, a message, a job or a signal is still to be dealt with. */
export function isDue(events: readonly LogRecord[], now: number): boolean {
  const due = new Map<string, boolean>();
  for (const { valueType, intent, key, value } of events) {
    if (valueType === 'TIMER') due.set(key, intent === 'CREATED' && Number(value['dueDate']) <= now);
    if (valueType === 'MESSAGE') due.set(key, intent === 'PUBLISHED' && Number(value['deadline']) <= now);
    if (valueType === 'SIGNAL') due.set(key, intent === 'BROADCASTING');
    if (valueType === 'JOB') {
      const recurring = Number(value['recurringTime']);
      due.set(key, intent === 'FAILED' && Number(value['retryBackoff']) > 0 && recurring > 0 && recurring <= now);
    }
  }
  return [...due.values()].includes(true);
}
