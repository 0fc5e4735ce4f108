import { z } from 'zod';
import type { EngineCommand, Variables } from '../../engine.js';
import { invalid } from '../status-error.js';
import { HttpProblem } from './problem.js';

const action = z.string().max(1_000).nullish();
const text = z.string().max(10_000).nullish();
const names = z.array(z.string().max(1_000)).max(1_000).nullish();

/** Read as JSON already; how deep it may go and what it may hold, the engine says. */
const variables = z.custom<Variables>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'an object is expected',
);

const completion = z.object({ variables: variables.nullish(), action });
const assignment = z.object({ assignee: text, allowOverride: z.boolean().nullish(), action });
const update = z.object({
  changeset: z
    .object({
      candidateGroups: names,
      candidateUsers: names,
      dueDate: text,
      followUpDate: text,
      priority: z.number().nullish(),
    })
    .nullish(),
  action,
});

/** What a request means, and the name of its command in Zeebe's log. */
export interface UserTaskRequest {
  command: EngineCommand;
  intent: string;
}

/** `POST …/user-tasks/{key}/completion` */
export function readCompletion(key: string, body: unknown): UserTaskRequest {
  const { variables: result, action: given } = read(completion, body);
  const command = { type: 'completeUserTask', userTaskKey: readKey(key), variables: result ?? {} } as const;
  return { command: { ...command, ...optional({ action: given }) }, intent: 'COMPLETE' };
}

/** `POST …/user-tasks/{key}/assignment`; who may not take it from somebody claims it. */
export function readAssignment(key: string, body: unknown): UserTaskRequest {
  const { assignee, allowOverride, action: given } = read(assignment, body);
  if (!assignee?.trim()) throw invalid('No assignee provided');
  const userTaskKey = readKey(key);
  const command = { type: 'assignUserTask', userTaskKey, assignee, allowOverride: allowOverride ?? true } as const;
  return {
    command: { ...command, ...optional({ action: given }) },
    intent: command.allowOverride ? 'ASSIGN' : 'CLAIM',
  };
}

/** `DELETE …/user-tasks/{key}/assignee` */
export const readUnassignment = (key: string): UserTaskRequest => ({
  command: { type: 'unassignUserTask', userTaskKey: readKey(key) },
  intent: 'ASSIGN',
});

/** `PATCH …/user-tasks/{key}`; an empty text or list takes a value away, null leaves it. */
export function readUpdate(key: string, body: unknown): UserTaskRequest {
  const { changeset, action: given } = read(update, body);
  const changes = optional(changeset ?? {});
  if (Object.keys(changes).length === 0 && !given) {
    throw invalid(
      'No update data provided. Provide at least an "action" or a non-null value for a supported attribute in the "changeset".',
    );
  }
  const command = { type: 'updateUserTask', userTaskKey: readKey(key), changes } as const;
  return { command: { ...command, ...optional({ action: given }) }, intent: 'UPDATE' };
}

function readKey(key: string): string {
  if (/^\d{1,19}$/.test(key)) return key;
  throw new HttpProblem(400, 'Bad Request', `Type mismatch: the key of a user task is a number of up to 19 digits.`);
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'the body';
  throw new HttpProblem(400, 'Bad Request', `Failed to read HTTP message: ${where}: ${issue?.message ?? 'invalid'}`);
}

/** Without what is null or undefined. */
function optional<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as never;
}
