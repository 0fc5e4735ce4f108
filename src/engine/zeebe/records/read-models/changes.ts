import type { Row } from './table.js';

/** What a bulk changes in the read models: each row once, however often it changed on the way. */
export class Changes {
  readonly instances = new Map<string, Row>();
  /** Instances that began here and are not over. */
  readonly running = new Map<string, Row>();
  readonly ended = new Set<string>();
  readonly elements = new Map<string, Row>();
  readonly variables = new Map<string, Row>();
  readonly jobs = new Map<string, Row>();
  readonly jobsGone = new Set<string>();
  /** New retries of jobs whose row is older. */
  readonly jobRetries = new Map<string, Row>();
  /** Jobs of resolved incidents: offered again. */
  readonly jobsOffered = new Map<string, Row>();
  readonly tasks = new Map<string, Row>();
  readonly incidents = new Map<string, Row>();
  /** Elements that go on in another version. */
  readonly moved: Row[] = [];
  readonly movedInstances: Row[] = [];
  readonly movedJobs: Row[] = [];
  /** Records of deployed things, in order; few. */
  readonly deployed: { valueType: string; intent: string; key: string; at: string; value: Row }[] = [];
  /** Deployments with the keys of what they made, by table. */
  readonly deployments: { table: string; key: string; made: string[] }[] = [];
  /** Creations and messages of ours, by command id. */
  readonly effects = new Map<string, string>();
  /** Latest marker, epoch milliseconds; 0: none. */
  fence = 0;
}
