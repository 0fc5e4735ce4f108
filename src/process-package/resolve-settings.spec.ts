import { resolveSettings } from './resolve-settings.js';
import { settingDefinitionSchema } from './setting-definition.js';

const settings = [
  {
    key: 'frist',
    title: 'Frist',
    type: 'duration',
    default: 'P30D',
    legalBasis: 'BauG Art. 1',
    validFrom: '2026-01-01',
    later: [{ value: 'P20D', validFrom: '2027-01-01' }],
  },
  { key: 'gebuehr', title: 'Gebühr', type: 'money', default: 20 },
  { key: 'rechtsmittel', title: 'Rechtsmittel', type: 'text', default: 'Staatsrat', layers: [] },
].map((definition) => settingDefinitionSchema.parse(definition));

describe('resolveSettings', () => {
  it('should take the highest layer and say where each value comes from', () => {
    const { values, origins } = resolveSettings(
      { settings },
      { region: { gebuehr: [{ value: 25, legalBasis: 'Tarif Region' }] }, gemeinde: { gebuehr: [{ value: 30 }] } },
      '2026-11-24',
    );
    expect(values).toEqual({ frist: 'P30D', gebuehr: 30, rechtsmittel: 'Staatsrat' });
    expect(origins.gebuehr).toEqual({ layer: 'gemeinde' });
    expect(origins.frist).toEqual({ layer: 'paket', legalBasis: 'BauG Art. 1', validFrom: '2026-01-01' });
  });

  it('should ignore values that are not in force yet and use them from their day on', () => {
    const gemeinde = { gebuehr: [{ value: 30 }, { value: 40, validFrom: '2027-01-01' }] };
    expect(resolveSettings({ settings }, { gemeinde }, '2026-12-31').values).toMatchObject({
      gebuehr: 30,
      frist: 'P30D',
    });
    expect(resolveSettings({ settings }, { gemeinde }, '2027-01-01').values).toMatchObject({
      gebuehr: 40,
      frist: 'P20D',
    });
  });

  it('should keep the lower layer and report when a value does not fit, is unknown or not allowed there', () => {
    const { values, findings } = resolveSettings(
      { settings },
      { gemeinde: { gebuehr: [{ value: 'viel' }], rechtsmittel: [{ value: 'niemand' }], fehlt: [{ value: 1 }] } },
      '2026-11-24',
    );
    expect(values).toMatchObject({ gebuehr: 20, rechtsmittel: 'Staatsrat' });
    expect(findings.map((finding) => finding.message)).toEqual([
      expect.stringContaining('Betrag in Franken'),
      expect.stringContaining('darf auf dieser Stufe nicht gesetzt werden'),
      expect.stringContaining('«fehlt»'),
    ]);
  });
});
