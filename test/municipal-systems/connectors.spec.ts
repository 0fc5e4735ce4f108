import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Variables } from '../../src/engine/engine.js';
import type { Municipality } from '../../src/municipality/profile.js';
import { JOB_WORKERS, type Connector, type WorkerOutcome } from '../../src/worker/index.js';
import { runJob } from '../../src/worker/runner.js';
import { activatedJob } from '../support/activated-job.js';
import { workerContext } from '../support/worker-context.js';
import { createMunicipalSystems } from './server.js';

const fall = {
  id: '7d2f5a3e-4c1b-4a6d-9e8f-0a1b2c3d4e5f',
  nummer: '9990-2026-0001',
  kanal: 'portal',
  eingereichtAm: '2026-11-24',
};
const person = {
  vorname: 'Anna',
  name: 'Muster',
  geburtsdatum: '1985-03-15',
  geschlecht: '2',
  ahv: '756.9217.0769.85',
  zivilstand: '1',
  staatsangehoerigkeit: 'CH',
  heimatort: 'Naters',
};
const adresse = { strasse: 'Dorfstrasse', hausnummer: '1', plz: '3999', ort: 'Musterdorf' };
const anmeldung = {
  personen: [person],
  adresse,
  wohnung: { egid: '199990001', ewid: '1' },
  zuzugsdatum: '2026-11-15',
  herkunft: { ort: 'Visp' },
  wohnsitzart: 'HAUPT',
};
const auftrag = {
  art: '01',
  positionen: [{ position: 'Gebühr', betrag: 200 }],
  total: 200,
  name: 'Anna Muster',
  adresse,
  zahlungsfrist: 'P30D',
  betreff: 'Gebühren',
};

const receivedSchema = z.array(z.object({ system: z.string(), body: z.record(z.string(), z.unknown()) }));

describe('connectors and the simulated municipal systems', () => {
  const server = createMunicipalSystems();
  let baseUrl: string;
  let dataDirectory: string;
  let connector: Connector;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    dataDirectory = await mkdtemp(join(tmpdir(), 'dsc-'));
  });
  beforeEach(async () => {
    connector = { mode: 'api', baseUrl };
    await fetch(`${baseUrl}/_received`, { method: 'DELETE' });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(dataDirectory, { recursive: true });
  });

  const municipality: Municipality = {
    bfs: '9990',
    name: 'Musterdorf',
    slug: 'musterdorf',
    district: 'Musterbezirk',
    postalCode: '3999',
    validTo: null,
    successor: null,
    profile: { qrIban: 'CH4431999123000889012' },
  };
  const run = (type: string, variables: Variables, jobKey = '7'): Promise<WorkerOutcome> => {
    const worker = JOB_WORKERS.find((candidate) => candidate.type === type);
    if (worker === undefined) throw new Error(type);
    const context = workerContext({
      dataDirectory,
      connector: () => Promise.resolve(connector),
      municipality: () => Promise.resolve(municipality),
    });
    const job = activatedJob({ key: jobKey, elementId: 'svc', variables: { fall, einstellungen: {}, ...variables } });
    return runJob(worker, job, context, () => undefined);
  };
  const fault = (system: string, mode: string, count = 1) =>
    fetch(`${baseUrl}/_faults`, { method: 'POST', body: JSON.stringify({ system, mode, count }) });
  const received = async () => receivedSchema.parse(await (await fetch(`${baseUrl}/_received`)).json());

  it('should find a parcel and its zone', async () => {
    const outcome = await run('geo.parcel.lookup', { anfrage: { parzelle: '1586' } });
    expect(outcome).toMatchObject({
      kind: 'complete',
      variables: { parzelle: { zone: 'WOHN', innerhalbBauzone: true, egrid: 'CH999000001586' } },
    });
  });

  it('should hand an unknown parcel to people with the reason', async () => {
    const outcome = await run('geo.parcel.lookup', { anfrage: { parzelle: '99999' } });
    expect(outcome).toMatchObject({
      kind: 'bpmnError',
      code: 'MANUELL',
      variables: { manuellGrund: expect.stringContaining('99999') },
    });
  });

  it.each([
    ['500', 'nicht erreichbar'],
    ['down', 'nicht erreichbar'],
    ['wrong', 'nicht lesen können'],
  ])('should try again later when the service answers %s', async (mode, text) => {
    await fault('parcels', mode);
    expect(await run('geo.parcel.lookup', { anfrage: { parzelle: '12' } })).toMatchObject({
      kind: 'fail',
      message: expect.stringContaining(text),
    });
    expect(await run('geo.parcel.lookup', { anfrage: { parzelle: '12' } })).toMatchObject({ kind: 'complete' });
  });

  it('should hand a publication on a day without gazette to people', async () => {
    const meldung = { rubrik: 'BP', titel: 'Anbau', dokument: fall.id, datum: '2026-12-08', parzelle: '12' };
    expect(await run('amtsblatt.publish', { meldung })).toMatchObject({
      kind: 'bpmnError',
      code: 'MANUELL',
      variables: { manuellGrund: expect.stringContaining('08.12.2026') },
    });
  });

  it('should take the only dwelling, and offer the candidates when there are several', async () => {
    const anfrage = { ...adresse, stockwerk: '2. Stock', wohnungsnummer: null };
    expect(await run('gwr.dwelling.search', { anfrage })).toMatchObject({
      kind: 'complete',
      variables: { wohnung: { ewid: '1' } },
    });
    expect(await run('gwr.dwelling.search', { anfrage: { ...anfrage, hausnummer: '2' } })).toMatchObject({
      kind: 'bpmnError',
      variables: { kandidaten: [{ lage: 'links' }, { lage: 'rechts' }] },
    });
    expect(
      await run('gwr.dwelling.search', { anfrage: { ...anfrage, hausnummer: '2', wohnungsnummer: '202' } }),
    ).toMatchObject({ kind: 'complete' });
  });

  it('should recognise a known person without sending the AHV number in an address', async () => {
    const outcome = await run('registry.person.lookup', { personen: [person] });
    expect(outcome).toMatchObject({ kind: 'complete', variables: { abgleich: { ergebnis: 'BEKANNT' } } });
  });

  it('should enter a household once, however often the job is tried', async () => {
    const first = await run('erp.person.movein', { anmeldung });
    const second = await run('erp.person.movein', { anmeldung });
    expect(second).toEqual(first);
    const entries = await received();
    expect(entries).toHaveLength(1);
    expect(entries[0]?.body).toMatchObject({
      persons: [{ personIdentification: { vn: '7569217076985', officialName: 'Muster' } }],
    });
    await run('erp.person.movein', { anmeldung }, '8');
    expect(await received()).toHaveLength(2);
  });

  it('should write a file when the Gemeinde exchanges files, and the same file again when repeated', async () => {
    connector = { mode: 'file' };
    await run('erp.person.movein', { anmeldung });
    await run('erp.person.movein', { anmeldung });
    const folder = join(dataDirectory, 'export', '9990', 'register');
    const names = await readdir(folder);
    expect(names).toHaveLength(1);
    expect(JSON.parse(await readFile(join(folder, names[0] ?? ''), 'utf8'))).toMatchObject({
      caseNumber: '9990-2026-0001',
    });
    expect(await received()).toEqual([]);
  });

  it('should leave the step to people when the Gemeinde works by hand', async () => {
    connector = { mode: 'manual' };
    expect(await run('erp.person.movein', { anmeldung })).toMatchObject({ kind: 'bpmnError', code: 'MANUELL' });
    expect(await run('erp.invoice.create', { auftrag })).toMatchObject({
      kind: 'bpmnError',
      variables: { rechnung: { referenz: expect.stringMatching(/^\d{27}$/), zahlbarBis: '2026-12-24' } },
    });
  });

  it('should create an invoice with our reference and the due date', async () => {
    const outcome = await run('erp.invoice.create', { auftrag });
    expect(outcome).toMatchObject({
      kind: 'complete',
      variables: { rechnung: { betrag: 200, zahlbarBis: '2026-12-24', nummer: expect.stringContaining('R-9990') } },
    });
    expect((await received())[0]?.body).toMatchObject({ amount: 200, currency: 'CHF' });
  });

  it('should give hints on a household and see a late report', async () => {
    const personen = [person, { ...person, ahv: '756.9217.0769.86', heimatort: '' }];
    const outcome = await run('person.validate', { personen, zuzugsdatum: '2026-10-01', fristMeldung: 'P14D' });
    expect(outcome).toMatchObject({
      kind: 'complete',
      variables: { pruefung: { verspaetet: true, zusammenfassung: expect.stringContaining('Prüfziffer') } },
    });
  });

  it('should take people who have no AHV number yet, and not take two of them for one', async () => {
    const { ahv: _, ...arrival } = person;
    const household = { personen: [arrival, arrival], zuzugsdatum: '2026-11-20', fristMeldung: 'P14D' };
    expect(await run('person.validate', household)).toMatchObject({
      kind: 'complete',
      variables: { pruefung: { hinweise: Array(2).fill(expect.stringMatching(/noch keine AHV-Nummer bekannt/)) } },
    });
    expect(await run('registry.person.lookup', { personen: [arrival] })).toMatchObject({
      kind: 'complete',
      variables: { abgleich: { ergebnis: 'NEU' } },
    });
  });

  it('should say on its page that it is simulated and escape what it shows', async () => {
    await run('erp.invoice.create', { auftrag: { ...auftrag, betreff: '<script>' } });
    const page = await (await fetch(baseUrl)).text();
    expect(page).toContain('SIMULIERT');
    expect(page).not.toContain('<script>');
  });
});
