import type { PackageManifest } from '../process-package/manifest.js';
import type { CaseEventRow } from './case-event.store.js';
import { caseEvent, eventTitle } from './event-title.js';

const manifest = {
  timeline: [
    { element: 'svc_dossier', on: 'completed', text: { de: 'Ihr Dossier ist eröffnet.', fr: 'Dossier ouvert.' } },
  ],
} as PackageManifest;

const event = (given: Partial<CaseEventRow>): CaseEventRow => ({
  id: '1',
  at: '0',
  kind: 'schritt',
  title: '',
  detail: null,
  actor: null,
  citizen_visible: true,
  element_id: null,
  ...given,
});

describe('eventTitle', () => {
  it('should translate events of ours by their kind', () => {
    expect(eventTitle(event(caseEvent('rueckzug')), manifest, 'de')).toBe('Rückzug erklärt');
    expect(eventTitle(event(caseEvent('rueckzug')), manifest, 'fr')).toBe('Retrait déclaré');
  });

  it('should take the text of a step from the package', () => {
    const step = event({ title: 'Ihr Dossier ist eröffnet.', element_id: 'svc_dossier' });
    expect(eventTitle(step, manifest, 'fr')).toBe('Dossier ouvert.');
  });

  it('should keep what was written when nothing else is known', () => {
    expect(eventTitle(event({ kind: 'aufgabe', title: 'Formelle Prüfung' }), manifest, 'fr')).toBe('Formelle Prüfung');
  });
});
