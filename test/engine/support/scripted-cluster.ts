import type { StoredCommand } from '../../../src/engine/runtime/refuse-command.js';
import { answered, type Sent } from '../../../src/engine/zeebe/client/sent.js';

/** Nobody knows what became of the command. */
export const LOST: Sent = { kind: 'unknown', reason: 'the connection broke' };
export const BUSY: Sent = { kind: 'refused', reason: 'too much to do', isBusy: true };
export const rejected = (code: 'NOT_FOUND' | 'INVALID_STATE' | 'ALREADY_EXISTS'): Sent => ({
  kind: 'answered',
  outcome: { ok: false, rejection: { code, reason: code } },
});

/** The cluster's side as a script: what each attempt is answered, by what the command is about. */
export class ScriptedCluster {
  readonly sent: StoredCommand[] = [];
  private readonly script = new Map<string, Sent[]>();
  underWay = 0;
  mostUnderWay = 0;

  answers(about: string, ...answers: Sent[]): void {
    this.script.set(about, answers);
  }

  async send(command: StoredCommand): Promise<Sent> {
    this.sent.push(command);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    this.underWay -= 1;
    return this.script.get(aboutOf(command))?.shift() ?? answered({ key: aboutOf(command) });
  }

  timesSent(about: string): number {
    return this.sent.filter((command) => aboutOf(command) === about).length;
  }
}

const aboutOf = (command: StoredCommand): string => {
  const fields = command as unknown as { [name: string]: string | undefined };
  return (
    fields['userTaskKey'] ??
    fields['jobKey'] ??
    fields['incidentKey'] ??
    fields['bpmnProcessId'] ??
    fields['name'] ??
    ''
  );
};
