import type { EngineCommand, RejectionCode } from '../../engine.js';
import { refusal } from '../../runtime/refuse-command.js';
import type { ZeebeConnection } from './connection.js';
import { callHttp } from './http-call.js';
import { answered, type Sent } from './sent.js';

type UserTaskCommand = Extract<EngineCommand, { userTaskKey: string }>;

interface Call {
  method: 'POST' | 'PATCH' | 'DELETE';
  /** Behind `/v1/user-tasks/{key}`. */
  path: string;
  body?: object;
}

/** User tasks have no gRPC calls: they are completed and assigned over REST (8.5 and later). */
export class UserTaskApi {
  constructor(
    private readonly connection: Pick<ZeebeConnection, 'restAddress' | 'rootCertificates'>,
    private readonly authorization: () => Promise<string | undefined>,
  ) {}

  async send(command: UserTaskCommand, timeoutMs: number): Promise<Sent> {
    const { method, path, body } = callOf(command);
    const { restAddress, rootCertificates } = this.connection;
    const { userTaskKey } = command;
    const url = `${restAddress}/v1/user-tasks/${encodeURIComponent(userTaskKey)}${path}`;
    const authorization = await this.authorization();
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const certificates = rootCertificates ? { rootCertificates } : {};
    try {
      const call = { method, url, headers, timeoutMs, ...certificates, ...(body ? { body } : {}) };
      const { status, text } = await callHttp(call);
      return status >= 200 && status < 300 ? answered({ userTaskKey }) : refused(status, text);
    } catch (error) {
      return unanswered(error);
    }
  }
}

function callOf(command: UserTaskCommand): Call {
  const action = command.action === undefined ? {} : { action: command.action };
  switch (command.type) {
    case 'assignUserTask': {
      const { assignee, allowOverride } = command;
      return { method: 'POST', path: '/assignment', body: { assignee, allowOverride, ...action } };
    }
    case 'unassignUserTask':
      return { method: 'DELETE', path: '/assignee' };
    case 'updateUserTask':
      return { method: 'PATCH', path: '', body: { changeset: command.changes, ...action } };
    case 'completeUserTask':
      return { method: 'POST', path: '/completion', body: { variables: command.variables, ...action } };
  }
}

const REJECTIONS: Readonly<Record<number, RejectionCode>> = {
  400: 'INVALID_ARGUMENT',
  404: 'NOT_FOUND',
  409: 'INVALID_STATE',
  413: 'RESOURCE_EXHAUSTED',
};

/** Refusals count when the cluster itself says so: whoever knows no such address answers 404, too. */
function refused(statusCode: number, text: string): Sent {
  const problem = problemOf(text);
  const isRejection = problem !== undefined && (statusCode === 400 || /rejected with code/.test(problem.detail ?? ''));
  const code = isRejection || statusCode === 413 ? REJECTIONS[statusCode] : undefined;
  const reason = problem?.detail ?? problem?.title ?? text.slice(0, 200);
  if (code !== undefined) return { kind: 'answered', outcome: refusal(code, reason) };
  if (statusCode < 500 || statusCode === 503)
    return { kind: 'refused', reason: `${statusCode} ${reason}`, isBusy: statusCode === 429 || statusCode === 503 };
  return { kind: 'unknown', reason: `${statusCode} ${reason}` };
}

/** Only when nobody took the connection it is sure that nothing happened. */
function unanswered(error: unknown): Sent {
  const { code = '' } = error as { code?: string };
  const reason = `The REST address did not answer: ${code || String(error)}`;
  return NOT_CONNECTED.test(code) ? { kind: 'refused', reason, isBusy: false } : { kind: 'unknown', reason };
}

const NOT_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|.*CERT.*|ERR_TLS.*)$/;

interface Problem {
  title?: string;
  detail?: string;
}

/** The cluster's own words (RFC 9457); undefined when the answer is somebody else's. */
function problemOf(text: string): Problem | undefined {
  try {
    const problem = JSON.parse(text) as (Problem & { status?: unknown }) | null;
    return problem && typeof problem.status === 'number' ? problem : undefined;
  } catch {
    return undefined;
  }
}
