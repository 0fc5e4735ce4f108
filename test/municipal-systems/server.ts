import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Faults } from './faults.js';
import { MunicipalState } from './municipal-state.js';
import { overviewPage } from './overview-page.js';
import { ROUTES, type SystemAnswer } from './routes.js';

const MAXIMUM_BODY = 30 * 1024 * 1024;

/** The simulated systems of all demo Gemeinden behind one HTTP server; state lives as long as the server. */
export function createMunicipalSystems(): Server {
  const state = new MunicipalState();
  const faults = new Faults();
  return createServer((request, response) => {
    handle(request, response, state, faults).catch((error: unknown) => {
      if (!response.headersSent) send(response, { status: 500, body: { message: String(error) } });
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  state: MunicipalState,
  faults: Faults,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await readJson(request);
  if (url.pathname === '/') {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
    response.end(overviewPage(state, faults.list()));
    return;
  }
  if (url.pathname.startsWith('/_')) {
    send(response, control(request.method ?? 'GET', url, body, state, faults));
    return;
  }
  const route = ROUTES.find((candidate) => candidate.method === request.method && candidate.path.test(url.pathname));
  const match = route?.path.exec(url.pathname);
  if (route === undefined || !match) {
    send(response, { status: 404, body: { message: 'Diese Adresse gibt es nicht.' } });
    return;
  }
  state.count(`${route.system}: ${route.name}`);
  const fault = await faults.strike(route.system);
  if (fault === 'down') {
    request.socket.destroy();
    return;
  }
  if (fault === '500') return send(response, { status: 500, body: { message: 'Interner Fehler (simuliert).' } });
  if (fault === 'wrong') return send(response, { status: 200, body: { unerwartet: true } });
  const bfs = String(request.headers['x-municipality'] ?? match[1] ?? '');
  const key = request.headers['idempotency-key'];
  const decoded = decodeURIComponent(url.pathname);
  send(
    response,
    route.handle(
      {
        method: request.method ?? 'GET',
        path: decoded,
        query: url.searchParams,
        bfs,
        idempotencyKey: typeof key === 'string' ? key : null,
        body,
      },
      route.path.exec(decoded) ?? match,
      state,
    ),
  );
}

/** For tests and the demo: what arrived, and faults on demand. */
function control(method: string, url: URL, body: unknown, state: MunicipalState, faults: Faults): SystemAnswer {
  if (url.pathname === '/_received' && method === 'GET') {
    return {
      status: 200,
      body: state.list({ system: url.searchParams.get('system'), bfs: url.searchParams.get('bfs') }),
    };
  }
  if (url.pathname === '/_received' && method === 'DELETE') {
    state.clear();
    return { status: 200, body: {} };
  }
  if (url.pathname === '/_requests' && method === 'GET') return { status: 200, body: state.requests };
  if (url.pathname === '/_faults' && method === 'GET') return { status: 200, body: faults.list() };
  if (url.pathname === '/_faults' && method === 'POST') {
    const problem = faults.set(typeof body === 'object' && body !== null ? body : {});
    return problem === undefined ? { status: 200, body: faults.list() } : { status: 400, body: { message: problem } };
  }
  return { status: 404, body: { message: 'Diese Adresse gibt es nicht.' } };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAXIMUM_BODY) throw new Error('Der Inhalt ist zu gross.');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, answer: SystemAnswer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', 'x-simulated': 'true' });
  response.end(JSON.stringify(answer.body));
}
