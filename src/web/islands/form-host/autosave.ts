import type { SaveAnswer, SaveRequest } from '../../form/form-island-props.js';
import type { FormHandle } from './form-host.js';
import type { Host } from './host-context.js';

const PAUSE_MS = 1_200;
const RETRY_MS = 8_000;

/** Saves while people type, at most one request at a time, and once more when the page is left. */
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isRunning = false;
  private isStopped = false;
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

  get stand(): string {
    return this.host.props.stand;
  }

  /** The page is being sent: its POST saves everything. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private schedule(milliseconds: number): void {
    if (this.isStopped || JSON.stringify(this.form.data()) === this.saved) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), milliseconds);
  }

  private async save(): Promise<void> {
    if (this.isRunning || this.isStopped) return;
    this.isRunning = true;
    this.status(this.host.props.texts.saving);
    const body = this.request();
    const answer = await this.send(body).catch(() => undefined);
    this.isRunning = false;
    if (answer === undefined) {
      this.status(this.host.props.texts.saveFailed);
      this.schedule(RETRY_MS);
      return;
    }
    if (!answer.ok) {
      this.stop();
      this.status(answer.code === 'CONFLICT' ? this.host.props.texts.conflict : answer.message);
      return;
    }
    this.host.props.stand = answer.stand;
    this.saved = JSON.stringify(body.daten);
    this.status(answer.message);
    this.schedule(PAUSE_MS);
  }

  private request(): SaveRequest {
    return { daten: this.form.data(), stand: this.stand };
  }

  private async send(body: SaveRequest, keepalive = false): Promise<SaveAnswer> {
    const response = await fetch(this.host.props.saveUrl ?? '', {
      method: 'POST',
      keepalive,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as SaveAnswer;
  }

  private leave(): void {
    if (this.isStopped || JSON.stringify(this.form.data()) === this.saved) return;
    void this.send(this.request(), true).catch(() => undefined);
  }
}
