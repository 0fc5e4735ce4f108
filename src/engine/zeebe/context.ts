import type { JsonValue, Variables } from '../engine.js';

/**
 * The variable that ties what runs on the cluster to us: every creation and message carries it. Zeebe writes the variables
 * of a creation before the first record of the instance, and gives them to called processes.
 */
export const CONTEXT_VARIABLE = 'dsc';

export interface CommandContext {
  /** Our tenant; the cluster itself knows `<default>` only. */
  tenantId: string;
  /** The command that made it, to recognise it by. */
  commandId: string;
}

/** Tenant of what was started by others. */
export const NO_TENANT = '<default>';

/** The variables with our context; one that is given under its name is ours to overwrite. */
export const withContext = (variables: Variables, context: CommandContext): Variables => ({
  ...variables,
  [CONTEXT_VARIABLE]: { ...context },
});

/** Variables as the rest of the product knows them. */
export function withoutContext(variables: Variables): Variables {
  if (!(CONTEXT_VARIABLE in variables)) return variables;
  const { [CONTEXT_VARIABLE]: _context, ...rest } = variables;
  return rest;
}

/** Our context, when a value is one: anybody may start processes with any variables. */
export function readContext(value: unknown): CommandContext | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { tenantId, commandId } = value as { [name: string]: JsonValue | undefined };
  if (typeof tenantId !== 'string' || typeof commandId !== 'string') return undefined;
  return SHORT.test(tenantId) && SHORT.test(commandId) ? { tenantId, commandId } : undefined;
}

const SHORT = /^[\x20-\x7e]{1,64}$/;

/** Name of the messages whose only purpose is to come out of a partition's log again; see `outbox/fence.ts`. */
export const FENCE_MESSAGE = 'dsc.fence';
