import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivatedJob, ActivateJobs, EngineCommand, ExecuteOptions, Outcome } from '../../src/engine/engine.js';

/** The answer to a request whose server died before it came: nobody knows whether the command was executed. */
export const LOST = Symbol('lost');

const ROOT = process.cwd();

/** Compiles the engine once, so that plain Node runs it in a process of its own. */
export function buildEngine(): { directory: string; remove: () => void } {
  const directory = join(ROOT, '.cache', `kill-${process.pid}`);
  for (const source of ['src/engine', 'src/config']) {
    const run = spawnSync(
      process.execPath,
      [
        join(ROOT, 'node_modules/@swc/cli/bin/swc.js'),
        source,
        '-d',
        directory,
        '--strip-leading-paths',
        '-q',
        '--ignore',
        '**/*.spec.ts',
      ],
      { cwd: ROOT, encoding: 'utf8' },
    );
    if (run.status !== 0) throw new Error(run.stderr);
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** A server that dies by `kill -9` and is started again; requests survive it as {@link LOST}. */
export class KillableServer {
  readonly complaints: string[] = [];
  private child: ChildProcess | undefined;
  private ready: Promise<boolean> = Promise.resolve(false);
  private readonly open = new Map<number, (value: unknown) => void>();
  private lastId = 0;
  private stopped = false;

  constructor(
    private readonly directory: string,
    private readonly url: string,
  ) {}

  start(): void {
    const child = fork(join(ROOT, 'test/crash/kill-server.mjs'), [this.directory, this.url], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    this.child = child;
    child.stderr?.on('data', (text: Buffer) => this.complaints.push(text.toString()));
    this.ready = new Promise((resolve) => {
      child.once('exit', () => resolve(false));
      child.on('message', (message: { ready?: boolean; id?: number; value?: unknown }) => {
        if (message.ready) resolve(true);
        else this.answer(message.id ?? 0, message.value ?? LOST);
      });
    });
  }

  /** Ends the process without any warning; whatever was not answered stays so. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await gone;
    for (const id of this.open.keys()) this.answer(id, LOST);
  }

  /** The end of the test: whatever is asked from now on is lost at once. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.kill();
  }

  execute(command: EngineCommand, options: ExecuteOptions = {}): Promise<Outcome<unknown> | typeof LOST> {
    return this.request('execute', command, options) as Promise<Outcome<unknown> | typeof LOST>;
  }

  activateJobs(request: ActivateJobs): Promise<ActivatedJob[] | typeof LOST> {
    return this.request('activate', request, {}) as Promise<ActivatedJob[] | typeof LOST>;
  }

  private async request(kind: string, argument: unknown, options: unknown): Promise<unknown> {
    while (!(await this.ready) && !this.stopped) await new Promise((resolve) => setTimeout(resolve, 5));
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null || !child.connected) {
      // With a pause: whoever asks again and again must not keep the event loop from noticing the new process.
      await new Promise((resolve) => setTimeout(resolve, 5));
      return LOST;
    }
    return new Promise((resolve) => {
      this.lastId += 1;
      this.open.set(this.lastId, resolve);
      child.send({ id: this.lastId, kind, argument, options }, () => undefined);
    });
  }

  private answer(id: number, value: unknown): void {
    this.open.get(id)?.(value);
    this.open.delete(id);
  }
}
