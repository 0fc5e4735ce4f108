import { settingDefinitionSchema } from './setting-definition.js';
import { isIban, validateSettingValue } from './setting-value.js';

const define = (fields: object) =>
  settingDefinitionSchema.parse({ key: 'test', title: 'Test', type: 'text', default: 'x', ...fields });

describe('validateSettingValue', () => {
  it.each([
    [{ type: 'money' }, 49.95, true],
    [{ type: 'money' }, 49.955, false],
    [{ type: 'money', min: 0, max: 100 }, 100.05, false],
    [{ type: 'money' }, '50', false],
    [{ type: 'integer' }, 1.5, false],
    [{ type: 'duration', min: 20 }, 'P30D', true],
    [{ type: 'duration', min: 20 }, 'P19D', false],
    [{ type: 'duration', max: 200 }, 'P3M', true],
    [{ type: 'duration' }, 'P', false],
    [{ type: 'duration' }, '30 Tage', false],
    [{ type: 'boolean' }, 'true', false],
    [{ type: 'choice', options: [{ value: 'a', title: 'A' }] }, 'b', false],
    [{ type: 'list' }, ['Plan', 'Foto'], true],
    [{ type: 'iban' }, 'CH93 0076 2011 6238 5295 7', true],
    [{ type: 'iban' }, 'CH93 0076 2011 6238 5295 8', false],
    [{ type: 'email' }, 'bau@musterdorf.example', true],
    [{ type: 'email' }, 'bau@@musterdorf', false],
    [{ type: 'address' }, { name: 'Gemeinde' }, false],
  ])('should judge %j with value %j as %s', (fields, value, expected) => {
    expect(validateSettingValue(define(fields), value).ok).toBe(expected);
  });

  it('should name the setting and the expectation when a value is refused', () => {
    const check = validateSettingValue(
      define({ title: 'Einsprachefrist', key: 'fristEinsprache', type: 'duration' }),
      30,
    );
    expect(check).toEqual({ ok: false, message: expect.stringContaining('«Einsprachefrist» (fristEinsprache)') });
  });
});

describe('isIban', () => {
  it('should accept the QR-IBAN and refuse two exchanged digits', () => {
    expect(isIban('CH4431999123000889012')).toBe(true);
    expect(isIban('CH4431999123000889021')).toBe(false);
  });
});
