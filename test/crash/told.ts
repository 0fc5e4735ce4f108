/** What the clients were told; the database must agree with it afterwards. */
export class Told {
  /** Token of an instance → its key. Each token was sent until it was acknowledged, always with the same id. */
  readonly created = new Map<string, string>();
  /** Tokens of instances that were asked for once only, without an id; the answer of these was lost. */
  readonly unknown = new Set<string>();
  /** Tokens of the commands that a transaction stored in the outbox. */
  readonly stored = new Set<string>();
  readonly completedJobs = new Set<string>();
  readonly completedTasks = new Set<string>();
  /** Answers that must never come. */
  readonly wrong: string[] = [];
}
