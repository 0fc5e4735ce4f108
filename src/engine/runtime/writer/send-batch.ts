import type { Client } from 'pg';
import type { Statement } from './statement.js';

const ABORTED_BEFORE = '25P02';

/**
 * One transaction in one round trip: the connection is pipelined, all statements are on the wire before the first answers.
 * Resolves when the commit is durable; rejects with the first real error, after which nothing of it happened unless the
 * connection broke.
 */
export async function sendBatch(client: Client, statements: readonly Statement[]): Promise<void> {
  const sent = [
    client.query('begin'),
    ...statements.map(({ name, text, values }) => client.query({ name, text, values })),
    client.query('commit'),
  ];
  const results = await Promise.allSettled(sent);
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (errors.length > 0) throw errors.find((error) => codeOf(error) !== ABORTED_BEFORE) ?? errors[0];
  const last = results.at(-1);
  if (last?.status === 'fulfilled' && last.value.command !== 'COMMIT')
    throw new Error('The transaction was rolled back');
}

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String((error as { code: unknown }).code) : '';

/** Faults of the batch itself; they come again whenever it is tried. Everything else is the connection or the server. */
export const isFaultOfBatch = (error: unknown): boolean => /^(?:22|23|42|21|0A|54)[0-9A-Z]{3}$/.test(codeOf(error));
