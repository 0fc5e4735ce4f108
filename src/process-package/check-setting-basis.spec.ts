import { checkSettingBasis } from './check-setting-basis.js';
import { settingDefinitionSchema } from './setting-definition.js';

const setting = (more: Record<string, unknown>) =>
  settingDefinitionSchema.parse({ key: 'frist', title: 'Frist', type: 'duration', default: 'P30D', ...more });
const messages = (more: Record<string, unknown>) => checkSettingBasis([setting(more)]);

describe('checkSettingBasis', () => {
  it('should accept a setting that says on what it rests and since when', () => {
    expect(messages({ legalBasis: 'BauG', validFrom: '2026-01-01' })).toEqual([]);
  });

  it.each([
    ['duration', 'P30D'],
    ['money', 20],
    ['rate', 1.5],
    ['text', 'Art. 2 BauG'],
  ])('should refuse a setting of type %s without basis and day', (type, value) => {
    expect(messages({ type, default: value })).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringMatching(/«Frist» \(frist\).*legalBasis.*validFrom/),
      }),
    ]);
  });

  it('should name only what is missing', () => {
    expect(messages({ legalBasis: 'BauG' })[0]?.message).not.toContain('legalBasis');
    expect(messages({ validFrom: '2026-01-01' })[0]?.message).not.toContain('validFrom');
  });

  it('should only warn about a choice of operation', () => {
    expect(messages({ type: 'boolean', default: true })).toEqual([expect.objectContaining({ severity: 'warning' })]);
  });

  it('should refuse a later value that does not say from when', () => {
    const later = [{ value: 'P20D' }];
    expect(messages({ legalBasis: 'BauG', validFrom: '2026-01-01', later })).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringContaining('späteren Wert') }),
    ]);
  });
});
