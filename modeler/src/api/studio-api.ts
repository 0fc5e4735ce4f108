import type { Draft, Files, Finding, Gemeinde, PackageSummary, Session } from './types.js';
import { words } from '../words.js';

/** An answer that is no success; `body` holds what the server added (findings, who saved meanwhile). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: { findings?: Finding[]; savedBy?: string; savedAt?: string },
  ) {
    super(message);
  }
}

let csrfToken = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '';

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body);
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer as T;
  const details = (answer ?? {}) as { message?: string } & ApiError['body'];
  throw new ApiError(response.status, details.message ?? sentenceFor(response.status), details);
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['x-csrf-token'] = csrfToken;
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(`/studio/api${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, words.unreachable, {});
  }
}

function sentenceFor(status: number): string {
  if (status === 401) return words.signedOut;
  return status === 403 ? words.notAllowed : words.failed;
}

const at = (id: string): string => `/packages/${encodeURIComponent(id)}`;

export const api = {
  async session(): Promise<Session> {
    const session = await request<Session>('GET', '/session');
    csrfToken = session.csrfToken;
    return session;
  },
  packages: () => request<PackageSummary[]>('GET', '/packages'),
  gemeinden: () => request<Gemeinde[]>('GET', '/gemeinden'),
  draft: (id: string) => request<Draft>('GET', `${at(id)}/draft`),
  version: (id: string, version: string) =>
    request<{ files: Files }>('GET', `${at(id)}/versions/${encodeURIComponent(version)}`),
  saveDraft: (id: string, revision: number, files: Files) =>
    request<{ revision: number }>('PUT', `${at(id)}/draft`, { revision, files }),
  validate: (id: string, files: Files) => request<{ findings: Finding[] }>('POST', `${at(id)}/validate`, { files }),
  publish: (id: string, revision: number, version: string, notes: string) =>
    request<{ version: string; contentHash: string }>('POST', `${at(id)}/publish`, { revision, version, notes }),
  rollOut: (id: string, bfs: string, version: string) =>
    request<{ state: string }>('POST', `${at(id)}/rollouts`, { bfs, version }),
};

/** The sentence to show for anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof ApiError ? error.message : words.wentWrong);
