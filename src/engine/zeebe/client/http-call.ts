import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

export interface HttpCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Becomes JSON. */
  body?: object;
  /** Root certificates (PEM); absent: those of Node. `fetch` has no way to name others. */
  rootCertificates?: Buffer;
  timeoutMs: number;
}

export interface HttpAnswer {
  status: number;
  text: string;
}

/** @throws an error with Node's `code` when there is no whole answer in time */
export function callHttp({ method, url, headers, body, rootCertificates, timeoutMs }: HttpCall): Promise<HttpAnswer> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const all = {
    ...headers,
    accept: 'application/json',
    ...(content === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) }),
  };
  return new Promise((resolve, reject) => {
    const open = url.startsWith('https:') ? secureRequest : plainRequest;
    const certificates = rootCertificates ? { ca: rootCertificates } : {};
    const signal = AbortSignal.timeout(timeoutMs);
    const call = open(url, { method, headers: all, signal, ...certificates }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      answer.on('error', reject);
    });
    call.on('error', reject);
    call.end(content);
  });
}
