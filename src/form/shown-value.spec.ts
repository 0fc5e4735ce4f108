import { marked } from 'marked';
import { asPlainMarkdown, shownValue, templatePieces } from './shown-value.js';

const NAMES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
const decoded = (html: string): string =>
  html.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
    code ? String.fromCharCode(Number(code)) : (NAMES[name ?? ''] ?? whole),
  );
const WORDS = { yes: 'ja', no: 'nein' };

describe('shownValue', () => {
  it.each([
    ['a day', '2026-11-15', '15.11.2026'],
    ['an AHV number', '7569217076985', '756.9217.0769.85'],
    ['digits that are none', '7569217076986', '7569217076986'],
    ['an amount', 850_000, '850’000'],
    ['a fraction', 12_345.5, '12’345.5'],
    ['a year', 2026, '2026'],
    ['true', true, 'ja'],
    ['nothing', null, ''],
    ['a list', ['a', '2026-01-02'], 'a, 02.01.2026'],
    ['an object', { a: 1 }, ''],
  ])('should show %s as people read it', (_, value, expected) => {
    expect(shownValue(value, WORDS)).toBe(expected);
  });
});

describe('asPlainMarkdown', () => {
  it.each([
    '[Klick](https://evil.example)',
    '<a href="https://evil.example">Link</a> & <img src=x>',
    '![x](https://evil.example/x.png)',
    'https://evil.example www.evil.example a@evil.example',
    '**fett** _kursiv_ `code` ~weg~ \\* {{7*7}} | # 1.',
    '# Titel',
    '1. Punkt',
    '> Zitat',
    '- Punkt',
  ])('should leave %s as it was typed', (typed) => {
    const html = marked.parse(`**Name:** ${asPlainMarkdown(typed)}\n\n${asPlainMarkdown(typed)}`, { async: false });
    expect(html.match(/<(?!\/?(?:p|strong)>)/g)).toBeNull();
    expect(
      decoded(html.replace(/<[^>]+>/g, ''))
        .trim()
        .split('\n'),
    ).toEqual([`Name: ${typed}`, typed]);
  });

  it('should keep lines apart', () => {
    expect(asPlainMarkdown(' eins\nzwei\r\ndrei ')).toBe('eins<br>zwei<br>drei');
  });
});

describe('templatePieces', () => {
  it('should tell texts from expressions', () => {
    expect(templatePieces('A {{b.c}} D {{count(e)}}')).toEqual(['A ', 'b.c', ' D ', 'count(e)', '']);
  });
});
