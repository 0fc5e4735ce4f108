import { readQrCodes } from '../../test/support/read-pdf-qr.js';
import { creditorReference, qrReference } from './payment-reference.js';
import { billData, PdfRenderer } from './pdf-renderer.js';
import { type Bill, checkBill } from './qr-bill.js';

const caseNumber = { bfs: '9990', year: '2026', running: 1 };
const qrBill: Bill = {
  iban: 'CH44 3199 9123 0008 8901 2',
  reference: qrReference(caseNumber, '01'),
  amount: 1949.75,
  creditor: {
    name: 'Gemeinde Musterdorf',
    street: 'Dorfplatz',
    houseNumber: '1',
    postalCode: '3999',
    town: 'Musterdorf',
  },
  debtor: { name: 'Zoë Müller-Grünig', street: 'Bahnhofstrasse', houseNumber: '3a', postalCode: '3930', town: 'Visp' },
  message: 'Baubewilligungsgebühren 9990-2026-0001',
};

describe('checkBill', () => {
  it.each([
    ['a QR-IBAN with a creditor reference', { reference: creditorReference(caseNumber, '01') }],
    ['an IBAN with a QR reference', { iban: 'CH9300762011623852957' }],
    ['a wrong check digit', { reference: '210000000003139471430009018' }],
    ['a foreign IBAN', { iban: 'DE89370400440532013000' }],
    ['amount zero', { amount: 0 }],
    ['no name', { debtor: { ...qrBill.debtor, name: ' ' } }],
  ])('should refuse %s', (_, change) => {
    expect(checkBill({ ...qrBill, ...change }).ok).toBe(false);
  });

  it('should cut texts to what the code can hold', () => {
    const check = checkBill({
      ...qrBill,
      message: 'x'.repeat(200),
      debtor: { ...qrBill.debtor, name: 'N'.repeat(90) },
    });
    expect(check).toMatchObject({ ok: true, value: { message: 'x'.repeat(140), debtor: { name: 'N'.repeat(70) } } });
  });
});

describe('QR-bill on paper', () => {
  const renderer = new PdfRenderer();
  afterAll(() => renderer.close());

  const draw = async (bill: Bill): Promise<string[]> => {
    const check = checkBill(bill);
    if (!check.ok) throw new Error(check.message);
    const pdf = await renderer.render({
      definition: { content: ['Rechnung'], defaultStyle: { font: 'Arimo' }, pageSize: 'A4' },
      footerWords: { reference: '', page: 'Seite', of: 'von' },
      bill: { data: billData(check.value), language: 'DE' },
      createdAt: 0,
    });
    return (readQrCodes(pdf)[0] ?? '').split('\n');
  };

  it('should hold every field of the payload with QR-IBAN and QR reference', async () => {
    const payload = await draw(qrBill);
    expect(payload).toEqual([
      'SPC',
      '0200',
      '1',
      'CH4431999123000889012',
      'S',
      'Gemeinde Musterdorf',
      'Dorfplatz',
      '1',
      '3999',
      'Musterdorf',
      'CH',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '1949.75',
      'CHF',
      'S',
      'Zoë Müller-Grünig',
      'Bahnhofstrasse',
      '3a',
      '3930',
      'Visp',
      'CH',
      'QRR',
      qrBill.reference,
      'Baubewilligungsgebühren 9990-2026-0001',
      'EPD',
    ]);
  });

  it('should carry SCOR with an ordinary IBAN', async () => {
    const reference = creditorReference(caseNumber, '02');
    const payload = await draw({ ...qrBill, iban: 'CH9300762011623852957', reference });
    expect(payload.slice(27, 29)).toEqual(['SCOR', reference]);
  });
});
