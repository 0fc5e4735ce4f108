import pg from 'pg';

const LOOK_AGAIN_MS = 5;

/** Looks for a row per process instance in the read models as pages do: many instances with one statement. */
export class ReadBack {
  private readonly pool: pg.Pool;
  private asked = new Map<string, (key: string) => void>();
  private reading = false;

  /**
   * @param statement gives `key` and `process` for the instances $1
   * @param patience a row may come later; without it a missing row is an error: what was acknowledged must be there
   */
  private constructor(
    url: string,
    private readonly statement: string,
    private readonly patience: boolean,
  ) {
    this.pool = new pg.Pool({ connectionString: url, max: 1 });
  }

  /** Key of the open user task of an instance. */
  static tasks(url: string, patience: boolean): ReadBack {
    return new ReadBack(
      url,
      `select key::text as key, process_instance_key::text as process
         from engine.user_task where process_instance_key = any($1::bigint[]) and state = 'CREATED'`,
      patience,
    );
  }

  /** Waits until an instance has completed. */
  static ends(url: string): ReadBack {
    return new ReadBack(
      url,
      `select key::text as key, key::text as process
         from engine.process_instance where key = any($1::bigint[]) and state = 'COMPLETED'`,
      true,
    );
  }

  async of(processInstanceKey: string): Promise<string> {
    const answer = new Promise<string>((resolve) => this.asked.set(processInstanceKey, resolve));
    if (!this.reading) await this.read();
    return answer;
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async read(): Promise<void> {
    this.reading = true;
    while (this.asked.size > 0) {
      const asked = this.asked;
      this.asked = new Map();
      const { rows } = await this.pool.query<{ key: string; process: string }>({
        name: 'read-back',
        text: this.statement,
        values: [[...asked.keys()]],
      });
      for (const { key, process: instance } of rows) {
        asked.get(instance)?.(key);
        asked.delete(instance);
      }
      if (asked.size === 0) continue;
      if (!this.patience) throw new Error('What was acknowledged is not in the read models.');
      for (const [instance, found] of asked) this.asked.set(instance, found);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    this.reading = false;
  }
}
