import { dwellingsAt, KNOWN_PERSON, parcelOf } from './demo-data.js';
import type { System } from './faults.js';
import type { MunicipalState } from './municipal-state.js';

export interface SystemRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  bfs: string;
  idempotencyKey: string | null;
  body: unknown;
}

export interface SystemAnswer {
  status: number;
  body: unknown;
}

interface Route {
  system: System;
  name: string;
  method: 'GET' | 'POST';
  path: RegExp;
  handle(request: SystemRequest, match: RegExpExecArray, state: MunicipalState): SystemAnswer;
}

const ok = (body: unknown): SystemAnswer => ({ status: 200, body });
const refuse = (status: number, message: string): SystemAnswer => ({ status, body: { message } });
const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;

/** What the simulated systems can do. Shapes are those that our connectors speak. */
export const ROUTES: readonly Route[] = [
  {
    system: 'parcels',
    name: 'parcel lookup',
    method: 'GET',
    path: /^\/parcels\/(\d{4})\/([^/]+)$/,
    handle(_request, match) {
      const parcel = parcelOf(match[1] ?? '', match[2] ?? '');
      return parcel === undefined ? refuse(404, 'Die Parzelle ist nicht bekannt.') : ok(parcel);
    },
  },
  {
    system: 'gwr',
    name: 'dwelling search',
    method: 'GET',
    path: /^\/gwr\/dwellings$/,
    handle: ({ query, bfs }) => ok(dwellingsAt(bfs, query.get('street') ?? '', query.get('number') ?? '')),
  },
  {
    system: 'register',
    name: 'person lookup',
    method: 'POST',
    path: /^\/register\/lookups$/,
    handle({ body }) {
      const persons = field(body, 'persons');
      if (!Array.isArray(persons)) return refuse(400, 'Die Liste der Personen fehlt.');
      const { vn, ...known } = KNOWN_PERSON;
      return ok(persons.map((person: unknown) => (field(person, 'vn') === vn ? [{ ...known, score: 1 }] : [])));
    },
  },
  {
    system: 'register',
    name: 'move-in',
    method: 'POST',
    path: /^\/register\/move-ins$/,
    handle(request, _match, state) {
      const persons = field(request.body, 'persons');
      if (!Array.isArray(persons) || persons.length === 0) return refuse(422, 'Der Zuzug nennt keine Personen.');
      if (request.idempotencyKey === null) return refuse(400, 'Der Schlüssel gegen doppelte Einträge fehlt.');
      return created(request, state, 'register', 'Zuzug', 'ZZ', (id) => ({ id }));
    },
  },
  {
    system: 'gazette',
    name: 'publication',
    method: 'POST',
    path: /^\/gazette\/publications$/,
    handle(request, _match, state) {
      const date = field(request.body, 'date');
      if (typeof date !== 'string' || typeof field(request.body, 'title') !== 'string')
        return refuse(422, 'Titel oder Datum der Publikation fehlt.');
      return created(request, state, 'gazette', 'Publikation', 'BP-VS', (number) => ({ number, date }));
    },
  },
  {
    system: 'erp',
    name: 'invoice',
    method: 'POST',
    path: /^\/erp\/invoices$/,
    handle(request, _match, state) {
      const amount = field(request.body, 'amount');
      if (typeof amount !== 'number' || amount <= 0) return refuse(422, 'Der Betrag der Rechnung fehlt.');
      return created(request, state, 'erp', 'Rechnung', 'R', (number) => ({ number }));
    },
  },
];

function created(
  request: SystemRequest,
  state: MunicipalState,
  system: System,
  kind: string,
  prefix: string,
  answer: (id: string) => object,
): SystemAnswer {
  const { entry, created: isNew } = state.record(
    { system, kind, bfs: request.bfs, idempotencyKey: request.idempotencyKey, body: request.body },
    prefix,
  );
  return { status: isNew ? 201 : 200, body: answer(entry.id) };
}
