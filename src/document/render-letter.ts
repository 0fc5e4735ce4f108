import { createHash } from 'node:crypto';
import { swissDay } from '../case/swiss-day.js';
import type { JsonValue, Variables } from '../engine/engine.js';
import { compileExpression } from '../engine/feel/index.js';
import { letterContent } from './letter-content.js';
import { type LetterSender, letterDefinition } from './letter-definition.js';
import type { LetterTemplate } from './letter-template.js';
import { type Evaluate, expandLetter, fillValues } from './letter-text.js';
import { billData, type PdfRenderer } from './pdf-renderer.js';
import { type Bill, checkBill } from './qr-bill.js';
import { formatLongDate } from './swiss-format.js';

export interface LetterInput {
  template: LetterTemplate;
  language: 'de' | 'fr';
  /** Everything placeholders may name: `fall`, `gemeinde`, `einstellungen`, data of the case. */
  variables: Variables;
  sender: LetterSender;
  /** Epoch milliseconds; date of the letter. */
  now: number;
  /** Required when the template has `mitVerifikation`. */
  verification?: { code: string; url: string };
  /** Required when the template has `mitRechnung`. */
  bill?: LetterBill;
}

/** The debtor is the addressee of the letter. */
export type LetterBill = Omit<Bill, 'debtor'>;

export interface RenderedLetter {
  pdf: Buffer;
  /** Hex, of the bytes. */
  sha256: string;
  title: string;
  template: string;
  templateVersion: number;
  language: 'de' | 'fr';
}

export interface LetterError {
  code: 'MISSING_VALUE' | 'INVALID_EXPRESSION' | 'INVALID_BLOCK' | 'INVALID_BILL';
  /** Which placeholder or part, in the words of the template. */
  placeholder: string;
  /** German sentence for staff. */
  message: string;
}

export type LetterResult = { ok: true; value: RenderedLetter } | { ok: false; error: LetterError };

/** Makes one letter. What is missing is an error that names the placeholder, never an empty gap on paper. */
export async function renderLetter(renderer: PdfRenderer, input: LetterInput): Promise<LetterResult> {
  const { meta, body } = input.template;
  const evaluate = evaluator(input.variables, input.now);
  const text = expandLetter(body, evaluate);
  if (!text.ok) return text;
  const title = expandLetter(meta.title, evaluate);
  if (!title.ok) return title;
  if (meta.mitVerifikation && input.verification === undefined)
    return missing('verification', 'Der Brief braucht einen Prüfcode.');
  const reference = meta.reference === undefined ? { ok: true as const, value: '' } : evaluate(meta.reference);
  if (!reference.ok || typeof reference.value !== 'string')
    return missing(meta.reference ?? '', `Die Referenzzeile «${meta.reference}» lässt sich nicht bilden.`);
  const recipient = readRecipient(meta.recipient, evaluate);
  if (recipient === null)
    return missing(meta.recipient ?? '', 'Die Adresse der Empfängerin oder des Empfängers ist nicht vollständig.');
  const bill = meta.mitRechnung ? requiredBill(input, recipient) : undefined;
  if (bill !== undefined && !bill.ok) return bill;

  const fullTitle = fillValues(title.markdown, title.values);
  const definition = letterDefinition({
    sender: input.sender,
    recipient: addressLines(recipient),
    placeAndDate: `${input.sender.address.town}, ${formatLongDate(swissDay(input.now)) ?? ''}`,
    reference: reference.value,
    title: fullTitle,
    content: letterContent(text.markdown, text.values),
    signatures: meta.signatures.map((office) => ({ office, name: signatory(office, input.sender) })),
    verification: meta.mitVerifikation ? input.verification : undefined,
    hasBill: bill !== undefined,
    language: input.language,
  });
  const pdf = await renderer.render({
    definition,
    footerWords: {
      reference: reference.value === '' ? '' : `${reference.value} · `,
      ...(input.language === 'fr' ? { page: 'Page', of: 'sur' } : { page: 'Seite', of: 'von' }),
    },
    ...(bill === undefined
      ? {}
      : {
          bill: { data: billData(bill.value), language: input.language === 'fr' ? ('FR' as const) : ('DE' as const) },
        }),
    createdAt: input.now,
  });
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  return {
    ok: true,
    value: {
      pdf,
      sha256,
      title: fullTitle,
      template: meta.template,
      templateVersion: meta.version,
      language: input.language,
    },
  };
}

type Missing = { ok: false; error: LetterError };
const missing = (placeholder: string, message: string): Missing => ({
  ok: false,
  error: { code: 'MISSING_VALUE', placeholder, message },
});

function requiredBill(input: LetterInput, recipient: Recipient | undefined): { ok: true; value: Bill } | Missing {
  if (input.bill === undefined || recipient === undefined) {
    return missing('rechnung', 'Der Brief braucht eine Rechnung mit Betrag, Referenz und Bankverbindung der Gemeinde.');
  }
  const { name, street, houseNumber, postalCode, town } = recipient;
  const check = checkBill({ ...input.bill, debtor: { name, street, houseNumber, postalCode, town } });
  return check.ok
    ? check
    : { ok: false, error: { code: 'INVALID_BILL', placeholder: 'rechnung', message: check.message } };
}

/** FEEL over the variables of the case; `this` is the entry of the innermost loop. */
function evaluator(variables: Variables, now: number): Evaluate {
  return (source, item) => {
    const compiled = compileExpression(source);
    if (!compiled.ok) return compiled;
    const get = (name: string): JsonValue | undefined =>
      name === 'this' && item !== undefined ? item : Object.hasOwn(variables, name) ? variables[name] : undefined;
    return compiled.value.evaluate({ get }, { now });
  };
}

type Recipient = Bill['debtor'];

/** Null when name or town is missing; undefined when the template has no addressee. */
function readRecipient(source: string | undefined, evaluate: Evaluate): Recipient | undefined | null {
  if (source === undefined) return undefined;
  const result = evaluate(source);
  if (!result.ok || typeof result.value !== 'object' || result.value === null || Array.isArray(result.value))
    return null;
  const fields = result.value;
  const part = (key: string): string => {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  };
  const recipient = {
    name: part('name'),
    street: part('strasse'),
    houseNumber: part('hausnummer'),
    postalCode: part('plz'),
    town: part('ort'),
  };
  return recipient.name === '' || recipient.town === '' ? null : recipient;
}

function addressLines(recipient: Recipient | undefined): string[] {
  if (recipient === undefined) return [];
  const { name, street, houseNumber, postalCode, town } = recipient;
  return [name, `${street} ${houseNumber}`.trim(), `${postalCode} ${town}`.trim()].filter((line) => line !== '');
}

/** The head and the clerk sign by name, offices as such. */
function signatory(office: string, sender: LetterSender): string {
  if (/präsid/i.test(office)) return sender.mayor ?? '';
  return /schreib/i.test(office) ? (sender.clerk ?? '') : '';
}
