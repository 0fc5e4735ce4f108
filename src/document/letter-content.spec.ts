import { letterContent } from './letter-content.js';

const flat = (content: unknown): string => JSON.stringify(content);

describe('letterContent', () => {
  it('should turn tables, lists, headings and bold into layout', () => {
    const content = letterContent(
      '## Kosten\n\n| Position | CHF |\n| --- | ---: |\n| Gebühr | 20.00 |\n\n- eins\n- **zwei**\n',
      [],
    );
    expect(content).toMatchObject([
      { style: 'heading' },
      {
        table: {
          headerRows: 1,
          widths: ['*', 'auto'],
          body: [
            [{ bold: true }, { alignment: 'right' }],
            [{}, { alignment: 'right' }],
          ],
        },
      },
      { ul: [{}, { text: [{ text: 'zwei', bold: true }] }] },
    ]);
  });

  it('should frame a block quote as the appeal notice', () => {
    expect(letterContent('> **Rechtsmittelbelehrung**\n>\n> Text', [])).toMatchObject([
      { layout: 'frame', unbreakable: true },
    ]);
  });

  it('should show formatting characters of a value as they were typed', () => {
    const typed = '# kein Titel | *nicht fett* <script>';
    const content = letterContent('Name: \uE0000\uE001\n\n| A | |\n| --- | --- |\n| B | \uE0000\uE001 |\n', [typed]);
    expect(flat(content)).toContain(JSON.stringify(typed).slice(1, -1));
    expect(flat(content)).not.toContain('"bold":true,"text":"nicht fett"');
  });

  it('should keep the paragraphs of a text that stands alone', () => {
    expect(letterContent('\uE0000\uE001', ['Erstens\n\nZweitens'])).toMatchObject([
      { text: 'Erstens' },
      { text: 'Zweitens' },
    ]);
  });
});
