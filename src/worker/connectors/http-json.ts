import type { z } from 'zod';

export interface JsonRequest<T> {
  baseUrl: string;
  /** Begins with a slash. */
  path: string;
  method?: 'GET' | 'POST';
  query?: Record<string, string>;
  body?: unknown;
  /** The Gemeinde for which we ask. */
  tenantId: string;
  idempotencyKey?: string;
  answer: z.ZodType<T>;
  timeoutMs?: number;
}

export type JsonAnswer<T> =
  | { ok: true; value: T }
  /** `unavailable`: try again later. `refused`: the system understood and said no. `invalid`: nothing we can use. */
  | { ok: false; kind: 'unavailable' | 'refused' | 'invalid'; status?: number; detail: string };

const TIMEOUT = 8_000;
const MAXIMUM_ANSWER = 1024 * 1024;

/** Asks another system in JSON, with a time limit, a size limit and a schema for the answer. Redirects are not followed. */
export async function requestJson<T>(request: JsonRequest<T>): Promise<JsonAnswer<T>> {
  const url = new URL(request.baseUrl.replace(/\/$/, '') + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: request.method ?? 'GET',
      redirect: 'error',
      signal: AbortSignal.timeout(request.timeoutMs ?? TIMEOUT),
      headers: {
        accept: 'application/json',
        'x-municipality': request.tenantId,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(request.idempotencyKey === undefined ? {} : { 'idempotency-key': request.idempotencyKey }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    text = await readLimited(response);
  } catch (error) {
    return { ok: false, kind: 'unavailable', detail: error instanceof Error ? error.message : String(error) };
  }
  if (response.status >= 500 || response.status === 429)
    return { ok: false, kind: 'unavailable', status: response.status, detail: `HTTP ${response.status}` };
  const body = parse(text);
  if (response.status >= 400) return { ok: false, kind: 'refused', status: response.status, detail: refusalText(body) };
  const checked = request.answer.safeParse(body);
  if (checked.success) return { ok: true, value: checked.data };
  const issue = checked.error.issues[0];
  return {
    ok: false,
    kind: 'invalid',
    status: response.status,
    detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no JSON'}`,
  };
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAXIMUM_ANSWER) throw new Error('The answer is larger than 1 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the other system says in its `message`, shortened; it is shown to staff as text, never as markup. */
function refusalText(body: unknown): string {
  const message = typeof body === 'object' && body !== null ? (body as { message?: unknown }).message : undefined;
  return typeof message === 'string' ? message.slice(0, 300) : 'ohne Begründung';
}
