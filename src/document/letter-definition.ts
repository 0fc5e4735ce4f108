import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { isSafeCrest } from './safe-crest.js';

/** Who writes: the Gemeinde as it stands on its letterhead. */
export interface LetterSender {
  name: string;
  officialName: string;
  address: { street: string; houseNumber: string; postalCode: string; town: string };
  phone: string;
  email: string;
  website?: string | undefined;
  /** Hex colour of the line under the letterhead. */
  accent: string;
  crestSvg?: string | undefined;
  mayor?: string | undefined;
  clerk?: string | undefined;
  /** Invented Gemeinde: every page carries «TEST». */
  test: boolean;
}

export interface LetterParts {
  sender: LetterSender;
  /** Lines for the window of the envelope; empty = no addressee. */
  recipient: string[];
  /** «Bitsch, 24. November 2026». */
  placeAndDate: string;
  reference: string;
  title: string;
  content: Content[];
  signatures: { name: string; office: string }[];
  verification?: { url: string; code: string } | undefined;
  /** Leaves the lower 105 mm of the last page free for the payment part. */
  hasBill: boolean;
  language: 'de' | 'fr';
}

const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const MARGINS: [number, number, number, number] = [mm(25), mm(20), mm(20), mm(20)];
const BODY_SIZE = 10.5;

/** A Swiss letter on A4: letterhead, address for a window on the right, reference, subject, text, signatures. */
export function letterDefinition(parts: LetterParts): Omit<TDocumentDefinitions, 'footer' | 'header'> {
  const { sender } = parts;
  return {
    version: '1.7',
    subset: 'PDF/A-3b',
    language: parts.language === 'fr' ? 'fr-CH' : 'de-CH',
    displayTitle: true,
    pageSize: 'A4',
    pageMargins: MARGINS,
    defaultStyle: { font: 'Arimo', fontSize: BODY_SIZE, lineHeight: 1.3 },
    styles: {
      paragraph: { margin: [0, 0, 0, 8] },
      heading: { bold: true, fontSize: 11.5, margin: [0, 6, 0, 3] },
      list: { margin: [0, 0, 0, 8] },
      table: { margin: [0, 2, 0, 10] },
    },
    info: {
      title: parts.title,
      author: sender.officialName,
      creator: 'Digital Service Center',
      producer: 'Digital Service Center',
    },
    ...(sender.test ? { watermark: { text: 'TEST', color: '#8c1d18', opacity: 0.1, bold: true } } : {}),
    content: [
      ...letterhead(sender),
      ...addressWindow(parts),
      { text: parts.placeAndDate, margin: [0, 0, 0, 10] },
      ...(parts.reference === ''
        ? []
        : [
            {
              text: parts.reference,
              fontSize: 9,
              color: '#44505a',
              margin: [0, 0, 0, 4] as [number, number, number, number],
            },
          ]),
      { text: parts.title, bold: true, fontSize: 13, margin: [0, 0, 0, 12] },
      ...parts.content,
      ...signatureBlock(parts),
      ...verificationBlock(parts),
      ...(parts.hasBill ? [roomForBill()] : []),
    ],
  };
}

function letterhead(sender: LetterSender): Content[] {
  const crest = sender.crestSvg !== undefined && isSafeCrest(sender.crestSvg) ? sender.crestSvg : undefined;
  const contact = [
    `${sender.address.street} ${sender.address.houseNumber}`.trim(),
    `${sender.address.postalCode} ${sender.address.town}`,
    sender.phone,
    sender.email,
    ...(sender.website === undefined ? [] : [sender.website]),
  ];
  return [
    {
      columns: [
        ...(crest === undefined ? [] : [{ svg: crest, width: mm(12), height: mm(14) }]),
        {
          width: '*',
          stack: [
            { text: sender.officialName, bold: true, fontSize: 14 },
            ...(sender.test ? [{ text: 'TEST – erfundene Gemeinde', color: '#8c1d18', bold: true, fontSize: 9 }] : []),
          ],
          margin: [0, 4, 0, 0],
        },
        { width: 'auto', stack: contact, fontSize: 8.5, lineHeight: 1.2, color: '#44505a' },
      ],
      columnGap: mm(4),
    },
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: mm(165), y2: 0, lineWidth: 1.2, lineColor: sender.accent }],
      margin: [0, 4, 0, 0],
    },
  ];
}

/** Window on the right (SN 010130): the address begins 118 mm from the left and 50 mm from the top. */
function addressWindow(parts: LetterParts): Content[] {
  const { sender, recipient } = parts;
  if (recipient.length === 0) return [{ text: '', margin: [0, 0, 0, mm(8)] }];
  const line = `${sender.officialName}, ${sender.address.postalCode} ${sender.address.town}`;
  return [
    { text: line, fontSize: 7, color: '#44505a', absolutePosition: { x: mm(118), y: mm(45) } },
    { stack: recipient, absolutePosition: { x: mm(118), y: mm(50.5) }, lineHeight: 1.2 },
    // The text begins under the window, whatever the letterhead's height.
    { text: '', margin: [0, 0, 0, mm(52)] },
  ];
}

function signatureBlock({ sender, signatures, verification }: LetterParts): Content[] {
  // A confirmation that anybody can check needs no room for ink.
  const inkRoom = verification === undefined ? 24 : 2;
  if (signatures.length === 0) return [{ text: sender.officialName, bold: true, margin: [0, 4, 0, 0] }];
  return [
    {
      unbreakable: true,
      stack: [
        { text: sender.officialName, bold: true, margin: [0, 4, 0, inkRoom] },
        {
          columns: signatures.map(({ name, office }) => ({
            width: mm(75),
            stack: [...(name === '' ? [] : [{ text: name }]), { text: office, fontSize: 9, color: '#44505a' }],
          })),
          columnGap: mm(6),
        },
      ],
    },
  ];
}

function verificationBlock({ verification }: LetterParts): Content[] {
  if (verification === undefined) return [];
  return [
    {
      unbreakable: true,
      margin: [0, 14, 0, 0],
      columnGap: mm(5),
      columns: [
        { qr: verification.url, fit: 64, width: 68, eccLevel: 'M' },
        {
          width: '*',
          fontSize: 8.5,
          margin: [0, 6, 0, 0],
          stack: [
            { text: 'Echtheit prüfen', bold: true },
            { text: `Dieses Dokument ist ohne Unterschrift gültig. Prüfen Sie es unter ${verification.url}` },
            { text: `Prüfcode: ${verification.code}`, bold: true },
          ],
        },
      ],
    },
  ];
}

/** An empty box as high as the payment part: it moves to a new page when the text leaves no room for it. */
function roomForBill(): Content {
  return {
    table: { widths: ['*'], heights: [mm(105) - MARGINS[3] + mm(3)], body: [['']] },
    layout: 'noBorders',
    unbreakable: true,
  };
}
