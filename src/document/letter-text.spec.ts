import type { Variables } from '../engine/engine.js';
import { type Evaluate, expandLetter, fillValues } from './letter-text.js';

const variables: Variables = {
  name: 'Anna *Muster* | <b>',
  betrag: 1234.5,
  datum: '2026-11-22',
  frist: 'P30D',
  leer: null,
  liste: [{ text: 'eins' }, { text: 'zwei' }],
  ja: true,
};
const evaluate: Evaluate = (source, item) =>
  source === 'this.text'
    ? { ok: true, value: (item as { text: string }).text }
    : source in variables
      ? { ok: true, value: variables[source] ?? null }
      : { ok: false, message: 'unbekannt' };

const text = (template: string): string => {
  const result = expandLetter(template, evaluate);
  return result.ok ? fillValues(result.markdown, result.values) : `${result.error.code}: ${result.error.placeholder}`;
};

describe('expandLetter', () => {
  it.each([
    ['{{betrag | chf}}', 'CHF 1’234.50'],
    ['{{betrag | betrag}}', '1’234.50'],
    ['{{datum | datum}}', '22. November 2026'],
    ['innert {{frist | dauerdativ}}', 'innert 30 Tagen'],
    ['{{leer | optional}}', ''],
    ['{{ja}}', 'ja'],
    ['{{#loop liste}}- {{this.text}}\n{{/loop}}', '- eins\n- zwei\n'],
    ['{{#if ja}}A{{/if}}{{#if leer}}B{{/if}}', 'A'],
  ])('should write %s as %j', (template, expected) => {
    expect(text(template)).toBe(expected);
  });

  it.each([
    ['{{leer}}', 'MISSING_VALUE: leer'],
    ['{{liste}}', 'MISSING_VALUE: liste'],
    ['{{name | datum}}', 'MISSING_VALUE: name'],
    ['{{fehlt}}', 'INVALID_EXPRESSION: fehlt'],
    ['{{#if ja}}offen', 'INVALID_BLOCK: if'],
    ['{{#if ja}}x{{/loop}}', 'INVALID_BLOCK: /loop'],
  ])('should stop at %s with %s', (template, expected) => {
    expect(text(template)).toBe(expected);
  });

  it('should keep what people typed out of the formatting', () => {
    const result = expandLetter('**{{name}}**', evaluate);
    expect(result).toMatchObject({ ok: true, values: ['Anna *Muster* | <b>'] });
    expect(result.ok && result.markdown).not.toContain('Muster');
  });
});
