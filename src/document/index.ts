export {
  advanceDocument,
  documentContent,
  type DocumentRow,
  documentsOfCase,
  type DocumentState,
  findDocument,
  findDocumentByKey,
  insertDocument,
  type VerifiedDocument,
  verifyDocument,
} from './document.store.js';
export type { LetterSender } from './letter-definition.js';
export { type LetterTemplate, parseLetterTemplate } from './letter-template.js';
export { creditorReference, isQrIban, parseCaseNumber, type PaymentKind, qrReference } from './payment-reference.js';
export { PdfRenderer } from './pdf-renderer.js';
export type { Bill, BillParty } from './qr-bill.js';
export { type LetterInput, type LetterResult, renderLetter } from './render-letter.js';
export { isSafeCrest } from './safe-crest.js';
export { newVerificationCode, normaliseVerificationCode } from './verification-code.js';
