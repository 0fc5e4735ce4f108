import type { PackageManifest } from '../process-package/manifest.js';
import { stagesAhead } from './case-stages.js';

const manifest = {
  start: { variable: 'gesuch' },
  stages: [
    { id: 'eingang' },
    { id: 'entscheid', onlyIf: 'gesuch.art = "BAUGESUCH"' },
    { id: 'fest', onlyIf: 'gesuch.gaeste > 9' },
  ],
} as unknown as PackageManifest;
const ids = (data: Record<string, string>) => stagesAhead(manifest, data, 0).map(({ id }) => id);

describe('stagesAhead', () => {
  it('should leave out what this kind of case never comes to', () => {
    expect(ids({ art: 'BAUGESUCH' })).toEqual(['eingang', 'entscheid', 'fest']);
    expect(ids({ art: 'MELDUNG' })).toEqual(['eingang', 'fest']);
  });

  it('should hide nothing when it cannot know', () => {
    expect(ids({ art: 'MELDUNG', gaeste: 'viele' })).toContain('fest');
  });
});
