import { inflateSync } from 'node:zlib';
import type { Content } from 'pdfmake/interfaces.js';
import { PdfRenderer } from './pdf-renderer.js';

// One word each: every word is a piece of text of its own.
const LINE = 'Wohnzone';
const PAGE_NUMBER = ['Seite', '2', 'von', '2'];
const LINES_PER_PAGE = 45;

/** Pieces of text that each page draws; the content of a page is a stream that shows text. */
function textsPerPage(pdf: Buffer): number[] {
  const source = pdf.toString('latin1');
  return [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) => {
    try {
      const content = inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
      const texts = content.match(/\bTJ\b|\bTj\b/g)?.length ?? 0;
      return /\bBT\b/.test(content) ? [texts] : [];
    } catch {
      return [];
    }
  });
}

describe('PdfRenderer', () => {
  const renderer = new PdfRenderer();
  afterAll(() => renderer.close());

  const draw = (lines: number) => {
    const content: Content[] = [
      ...Array.from({ length: lines }, () => ({ text: LINE })),
      { text: 'Kosten', style: 'heading' },
      { text: 'Gebühr' },
    ];
    return renderer.render({
      definition: {
        content,
        version: '1.7',
        subset: 'PDF/A-3b',
        pageSize: 'A4',
        pageMargins: [57, 57, 57, 57],
        defaultStyle: { font: 'Arimo', fontSize: 10.5, lineHeight: 1.3 },
        styles: { heading: { bold: true } },
      },
      footerWords: { reference: '', page: 'Seite', of: 'von' },
      createdAt: 0,
    });
  };

  it('should never leave a heading alone at the foot of a page', async () => {
    const overflowing: number[][] = [];
    for (let lines = LINES_PER_PAGE; lines < LINES_PER_PAGE + 8; lines += 1) {
      const pages = textsPerPage(await draw(lines));
      if (pages.length === 2) overflowing.push(pages);
    }
    expect(overflowing.length).toBeGreaterThan(2);
    // Where the text overflows first, heading and paragraph go over together.
    expect(Math.min(...overflowing.map(([, second = 0]) => second))).toBe(PAGE_NUMBER.length + 2);
  }, 30_000);
});
