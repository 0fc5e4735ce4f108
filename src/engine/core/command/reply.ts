import type { Outcome, RejectionCode } from '../../engine.js';
import type { CoreCommand } from '../command.js';
import type { StepRun } from '../step/step-run.js';

/** Decides about one command: checks everything first, then writes. A refused command has written nothing. */
export type CommandProcessor<T extends CoreCommand['type']> = (
  run: StepRun,
  command: Extract<CoreCommand, { type: T }>,
) => Outcome<unknown>;

export type Refused = { ok: false; rejection: { code: RejectionCode; reason: string } };

export const refuse = (code: RejectionCode, reason: string): Refused => ({ ok: false, rejection: { code, reason } });

export const answer = (value: unknown): Outcome<unknown> => ({ ok: true, value });
