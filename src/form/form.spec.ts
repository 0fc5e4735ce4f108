import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import {
  checkFormSchema,
  describeForm,
  formSteps,
  validateForm,
  type FormComponent,
  type FormSchema,
} from './index.js';

const now = Date.parse('2026-11-24T10:00:00Z');
const form = (...components: Partial<FormComponent>[]): FormSchema => ({
  id: 'f',
  components: components.map((component, index) => ({ id: `c${index}`, type: 'textfield', key: 'x', ...component })),
});
const submit = (schema: FormSchema, data: unknown, context = {}) =>
  validateForm(schema, data, { now, mode: 'submit', context });
const start = JSON.parse(readFileSync('processes/zuzug/form/start.form', 'utf8')) as FormSchema;

describe('validateForm', () => {
  it.each([
    ['a Saturday', '2026-12-05', '07.12.2026'],
    ['the Immaculate Conception', '2026-12-08', '09.12.2026'],
  ])('should refuse %s where only working days are possible, and name the next one', (_name, day, next) => {
    const field = { type: 'datetime', subtype: 'date' as const, properties: { days: 'working' } };
    const result = submit(form(field), { x: day });
    expect(result.ok).toBe(false);
    expect(result.ok ? '' : result.errors[0]?.message).toContain(next);
  });

  it.each<[string, Partial<FormComponent>, unknown, unknown]>([
    ['an AHV number with dots', { properties: { format: 'ahv' } }, '756.9217.0769.85', '7569217076985'],
    ['a Swiss phone number', { properties: { format: 'phone' } }, '079 123 45 67', '+41791234567'],
    ['an IBAN', { properties: { format: 'iban' } }, 'CH93 0076 2011 6238 5295 7', 'CH9300762011623852957'],
    ['a number as text', { type: 'number' }, '12.5', 12.5],
    ['an amount in Swiss spelling', { type: 'number' }, "1'250'000", 1_250_000],
    ['an amount with centimes', { type: 'number' }, '2’500,50', 2500.5],
    ['a Swiss date', { type: 'datetime', subtype: 'date' }, '1.2.2026', '2026-02-01'],
    [
      'a working day',
      { type: 'datetime', subtype: 'date', properties: { days: 'working' } },
      '2026-12-09',
      '2026-12-09',
    ],
    ['an option', { type: 'select', values: [{ value: 'a', label: 'A' }] }, 'a', 'a'],
  ])('should accept %s', (_name, field, raw, stored) =>
    expect(submit(form(field), { x: raw, foreign: 1 })).toEqual({ ok: true, data: { x: stored } }),
  );

  it.each<[string, Partial<FormComponent>, unknown]>([
    ['a wrong AHV number', { properties: { format: 'ahv' } }, '756.9217.0769.84'],
    ['a day that does not exist', { type: 'datetime', subtype: 'date' }, '2026-02-30'],
    ['an apostrophe in the wrong place', { type: 'number' }, "25'00"],
    ['an option that is not offered', { type: 'radio', values: [{ value: 'a', label: 'A' }] }, 'b'],
    ['an object for a text', {}, { toString: 1 }],
    ['an empty required field', { validate: { required: true } }, ' '],
    ['an unknown upload', { type: 'filepicker' }, ['abc']],
    ['a text that is too long', { validate: { maxLength: 3 } }, 'abcd'],
  ])('should refuse %s with a sentence', (_name, field, raw) =>
    expect(submit(form({ ...field, label: 'Feld' }), { x: raw })).toMatchObject({
      ok: false,
      errors: [{ path: 'x', fieldId: 'c0', label: 'Feld', message: expect.stringMatching(/\.$/) }],
    }),
  );

  it('should drop hidden fields and take read-only values from the server', () => {
    const schema = form(
      { key: 'a' },
      { key: 'b', conditional: { hide: '=a != "ja"' }, validate: { required: true } },
      { key: 'c', readonly: true },
    );
    expect(submit(schema, { a: 'nein', b: 'x', c: 'forged' }, { c: 'known' })).toEqual({
      ok: true,
      data: { a: 'nein', c: 'known' },
    });
  });

  it('should judge one page only when asked for it', () => {
    const result = validateForm(start, {}, { now, mode: 'submit', step: 'Ihr Kontakt' });
    expect(result.ok ? [] : result.errors.map(({ path }) => path)).toEqual(['kontakt.name', 'kontakt.email']);
  });

  it('should validate repeated groups with conditions on the item', () => {
    const result = validateForm(
      start,
      { personen: [{ staatsangehoerigkeit: 'EU', heimatort: 'x', ahv: '1' }] },
      { now, mode: 'submit', step: 'Personen im Haushalt' },
    );
    expect(result.ok ? [] : result.errors.map(({ path }) => path)).toContain('personen.0.ahv');
    expect(result.data).not.toHaveProperty('personen.0.heimatort');
  });

  it('should never throw and never pass foreign keys on, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            personen: fc.anything(),
            kontakt: fc.anything(),
            zuzugsdatum: fc.anything(),
            __proto__: fc.anything(),
          }),
        ),
        (data) => {
          const { data: out } = validateForm(start, data, { now, mode: 'submit' });
          const allowed = [
            'zuzugsdatum',
            'wohnsitzart',
            'kontakt',
            'herkunft',
            'neueAdresse',
            'personen',
            'haushalt',
            'unterlagen',
            'abschluss',
          ];
          return (
            Object.keys(out).every((key) => allowed.includes(key)) && Object.getPrototypeOf(out) === Object.prototype
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('should refuse a huge list quickly', () => {
    const result = submit(start, { personen: Array.from({ length: 100_000 }, () => ({})) });
    expect(result).toMatchObject({ ok: false });
  });
});

describe('checkFormSchema', () => {
  it('should accept every form of the packages', () => {
    const files = readdirSync('processes', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.form'),
    );
    expect(
      files.flatMap((file) => checkFormSchema(JSON.parse(readFileSync(`processes/${file}`, 'utf8')), file)),
    ).toEqual([]);
  });

  it.each<[string, Partial<FormComponent>]>([
    ['html', { type: 'html' }],
    ['an unknown type', { type: 'magic' }],
    ['a remote picture', { type: 'image', source: 'https://example.ch/a.png' }],
    ['a dangerous pattern', { validate: { pattern: '(a+)+$' } }],
    ['a broken condition', { conditional: { hide: '=a >' } }],
    ['a prototype key', { key: '__proto__' }],
    ['a broken text template', { type: 'text', text: 'Gebühren: {{gebuehren +}}' }],
    ['a block in a text template', { type: 'text', text: '{{#if a}}A' }],
    ['a broken table', { type: 'table', dataSource: '=a[' }],
  ])('should refuse %s', (_name, field) => expect(checkFormSchema(form(field))).toMatchObject([{ severity: 'error' }]));
});

describe('formSteps and describeForm', () => {
  it('should list the pages of the move-in form', () => {
    expect(formSteps(start).map(({ label }) => label)).toEqual([
      'Zuzug',
      'Ihr Kontakt',
      'Bisherige Adresse',
      'Neue Adresse',
      'Personen im Haushalt',
      'Kinder und Versicherung',
      'Unterlagen',
      'Abschluss',
    ]);
  });

  it('should write dates and options as people read them', () => {
    const described = describeForm(
      start,
      { zuzugsdatum: '2026-11-01', wohnsitzart: 'HAUPT', personen: [{ vorname: 'Zoë' }, { vorname: 'Ida' }] },
      { now },
    );
    expect(described).toMatchObject([
      { label: 'Zuzug', sections: [{ rows: [{ value: '01.11.2026' }, { value: 'Hauptwohnsitz' }] }] },
      {
        sections: [{ label: 'Person 1', rows: [{ label: 'Vorname', value: 'Zoë' }] }, { label: 'Person 2' }],
      },
    ]);
  });
});

describe('validateForm, lists that may stay empty', () => {
  const list = (defaultRepetitions: number | undefined) => ({
    id: 'f',
    components: [
      {
        id: 'l',
        type: 'dynamiclist',
        path: 'auflagen',
        label: 'Auflagen',
        ...(defaultRepetitions === undefined ? {} : { defaultRepetitions }),
        components: [{ id: 't', type: 'textfield', key: 'text', label: 'Auflage', validate: { required: true } }],
      },
    ],
  });
  const options = { now: 0, mode: 'submit' } as const;

  it('should accept no entry when the model begins with none', () => {
    expect(validateForm(list(0), { auflagen: [] }, options)).toEqual({ ok: true, data: { auflagen: [] } });
  });

  it('should still ask for the required field of an entry that was begun', () => {
    expect(validateForm(list(0), { auflagen: [{}] }, options)).toMatchObject({ ok: false });
  });

  it('should ask for one entry otherwise', () => {
    expect(validateForm(list(undefined), { auflagen: [] }, options)).toMatchObject({ ok: false });
  });
});
