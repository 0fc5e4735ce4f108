// The worker thread that makes PDFs. Plain JavaScript, so that it starts alike from sources, in tests and from the build.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { SwissQRBill } from 'swissqrbill/pdf';
import { mm2pt } from 'swissqrbill/utils';

const require = createRequire(import.meta.url);
const fontFolder = dirname(require.resolve('@expo-google-fonts/arimo/package.json'));
const face = (name) => join(fontFolder, name, `Arimo_${name}.ttf`);
const REGULAR = face('400Regular');
const BOLD = face('700Bold');
const FACES = new Set([REGULAR, BOLD, face('400Regular_Italic'), face('700Bold_Italic')]);

pdfmake.setFonts({
  Arimo: { normal: REGULAR, bold: BOLD, italics: face('400Regular_Italic'), bolditalics: face('700Bold_Italic') },
});
// Letters hold text of strangers: nothing is ever fetched, and of the disk only the four font files are read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FACES.has(path));

const LINE = '#b8bec4';
pdfmake.setTableLayouts({
  hairlines: {
    hLineWidth: (row, node) => (row === 0 || row === node.table.body.length ? 0 : 0.4),
    vLineWidth: () => 0,
    hLineColor: () => LINE,
    paddingLeft: (column) => (column === 0 ? 0 : 6),
    paddingRight: () => 6,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
  frame: { hLineWidth: () => 0.6, vLineWidth: () => 0.6, hLineColor: () => '#5b6670', vLineColor: () => '#5b6670' },
});

/** Functions cannot cross the border of a thread, so the page footer is made here from its words. */
function footer(words, hasBill) {
  return (page, pages) =>
    // Nothing may stand in the payment part.
    page === 1 || (hasBill && page === pages)
      ? ''
      : {
          text: `${words.reference}${words.page} ${page} ${words.of} ${pages}`,
          alignment: 'right',
          fontSize: 8.5,
          margin: [70, 14, 57, 0],
        };
}

/** A heading at the foot of a page goes with what it heads. */
const standsAlone = (node, nodes) => node.style === 'heading' && nodes.getFollowingNodesOnPage().length === 0;

async function render({ definition, footerWords, bill, createdAt }) {
  const created = new Date(createdAt);
  const document = pdfmake.createPdf({
    ...definition,
    pageBreakBefore: standsAlone,
    footer: footer(footerWords, bill !== undefined),
    info: { ...definition.info, creationDate: created, modDate: created },
  });
  const stream = await document.getStream();
  if (bill !== undefined) {
    stream.registerFont('Arial', REGULAR);
    stream.registerFont('Arial-Bold', BOLD);
    // The slip asks where the pen stands; the page footer has left it at the bottom, and a new page would come.
    const top = mm2pt(192);
    stream.y = top;
    new SwissQRBill(bill.data, { language: bill.language, fontName: 'Arial' }).attachTo(stream, 0, top);
  }
  const chunks = [];
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    stream.end();
  });
}

parentPort.on('message', async ({ id, job }) => {
  try {
    const pdf = await render(job);
    parentPort.postMessage({ id, pdf }, [pdf.buffer]);
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
