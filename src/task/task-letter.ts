import type { Transaction } from '../database/transaction.js';
import { type TaskRow, visibleVariables } from './task.store.js';

/** The letter that a task is about. */
export interface TaskLetter {
  documentId: string;
  /** Whoever completes the task approves the letter. */
  isApproved: boolean;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * By the task's headers in the model: `brief` names the variable that holds the document (`{id}`), `freigabe` = `ja` says
 * that completing the task approves it. Undefined for a task without a letter, or before the letter is there.
 */
export async function letterOfTask(tx: Transaction, task: TaskRow): Promise<TaskLetter | undefined> {
  const { brief, freigabe } = task.headers;
  if (brief === undefined) return undefined;
  const variables = await visibleVariables(tx, task.element_instance_key, task.process_instance_key);
  const { id } = (variables[brief] ?? {}) as { id?: unknown };
  return typeof id === 'string' && UUID.test(id) ? { documentId: id, isApproved: freigabe === 'ja' } : undefined;
}
