import type { SaveAnswer, SaveRequest } from '../../form/form-island-props.js';
import type { FormHandle } from './form-host.js';
import type { Host } from './host-context.js';

const PAUSE_MS = 1_200;
const RETRY_MS = 8_000;
const PATIENCE_MS = 20_000;

/** `refused`: the page that is sent will say why. */
export type SaveResult = 'saved' | 'refused' | 'signed-out' | 'failed';

/** Saves while people type, at most one request at a time, and once more when the page is left. */
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<SaveResult> | undefined;
  private isStopped = false;
  private hasFailed = false;
  private saved: string;

  constructor(
    private readonly form: FormHandle,
    private readonly host: Host,
    private readonly status: (message: string) => void,
  ) {
    this.saved = JSON.stringify(form.data());
    form.onChange(() => this.schedule(PAUSE_MS));
    addEventListener('pagehide', () => this.leave());
  }

  /** Nothing is typed that the server does not have, and no request is on its way. */
  get isSettled(): boolean {
    return this.isStopped || (this.running === undefined && !this.isChanged);
  }

  /** Saves what is left, so that sending the page overtakes no request of ours. */
  async settle(): Promise<SaveResult> {
    clearTimeout(this.timer);
    await this.running;
    return this.isSettled ? 'saved' : this.save();
  }

  /** The page is being sent: its POST saves everything. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private get isChanged(): boolean {
    return JSON.stringify(this.form.data()) !== this.saved;
  }

  private schedule(milliseconds: number): void {
    if (this.isStopped || !this.isChanged) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), milliseconds);
  }

  private save(): Promise<SaveResult> {
    this.running ??= this.saveOnce().finally(() => {
      this.running = undefined;
      // What was typed meanwhile; a failed request is tried again later.
      this.schedule(this.hasFailed ? RETRY_MS : PAUSE_MS);
    });
    return this.running;
  }

  private async saveOnce(): Promise<SaveResult> {
    const { texts } = this.host.props;
    this.status(texts.saving);
    const body: SaveRequest = { daten: this.form.data(), stand: this.host.props.stand };
    const answer = await this.send(body).catch(() => 'failed' as const);
    this.hasFailed = answer === 'failed' || answer === 'signed-out';
    if (answer === 'failed' || answer === 'signed-out') {
      this.status(answer === 'failed' ? texts.saveFailed : texts.signedOut);
      return answer;
    }
    if (!answer.ok) {
      this.stop();
      this.status(answer.code === 'CONFLICT' ? texts.conflict : answer.message);
      return 'refused';
    }
    this.host.props.stand = answer.stand;
    this.saved = JSON.stringify(body.daten);
    this.status(answer.message);
    return 'saved';
  }

  private async send(body: SaveRequest, keepalive = false): Promise<SaveAnswer | 'signed-out' | 'failed'> {
    const response = await fetch(this.host.props.saveUrl ?? '', {
      method: 'POST',
      keepalive,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 401) return 'signed-out';
    // Too many requests, a server that is just starting: it gets better by itself.
    if (response.status === 429 || response.status >= 500) return 'failed';
    return (await response.json()) as SaveAnswer;
  }

  private leave(): void {
    if (this.isStopped || !this.isChanged) return;
    void this.send({ daten: this.form.data(), stand: this.host.props.stand }, true).catch(() => undefined);
  }
}
