import { isIban } from '../process-package/setting-value.js';
import { isCreditorReference, isQrIban, isQrReference } from './payment-reference.js';

/** Structured address (type S), the only kind that is allowed since 21.11.2025. */
export interface BillParty {
  name: string;
  street: string;
  houseNumber: string;
  postalCode: string;
  town: string;
}

export interface Bill {
  /** QR-IBAN with a QR reference, or ordinary IBAN with a creditor reference. */
  iban: string;
  reference: string;
  /** CHF, two decimals. */
  amount: number;
  creditor: BillParty;
  debtor: BillParty;
  message: string;
}

export type BillCheck = { ok: true; value: Bill } | { ok: false; message: string };

const clip = (text: string, length: number): string => text.trim().replace(/\s+/g, ' ').slice(0, length);

/** Checks what banks check, and cuts names to the lengths the QR code holds. Messages are German, for staff. */
export function checkBill(bill: Bill): BillCheck {
  const refuse = (message: string): BillCheck => ({
    ok: false,
    message: `Die QR-Rechnung kann nicht erstellt werden: ${message}`,
  });
  const iban = bill.iban.replaceAll(' ', '');
  if (!isIban(iban) || !/^(?:CH|LI)/.test(iban)) return refuse('Die IBAN der Gemeinde ist nicht gültig.');
  if (isQrIban(iban) && !isQrReference(bill.reference))
    return refuse('Zur QR-IBAN gehört eine QR-Referenz mit 27 Ziffern.');
  if (!isQrIban(iban) && !isCreditorReference(bill.reference))
    return refuse('Zur IBAN gehört eine Referenz, die mit RF beginnt.');
  const amount = Math.round(bill.amount * 100) / 100;
  if (!(amount >= 0.01 && amount <= 999_999_999.99))
    return refuse('Der Betrag liegt nicht zwischen 0.01 und 999999999.99 Franken.');
  for (const [who, party] of [
    ['der Gemeinde', bill.creditor] as const,
    ['der zahlenden Person', bill.debtor] as const,
  ]) {
    if (party.name.trim() === '' || party.postalCode.trim() === '' || party.town.trim() === '')
      return refuse(`Die Adresse ${who} ist nicht vollständig.`);
  }
  return {
    ok: true,
    value: {
      ...bill,
      iban,
      amount,
      creditor: clipParty(bill.creditor),
      debtor: clipParty(bill.debtor),
      message: clip(bill.message, 140),
    },
  };
}

const clipParty = (party: BillParty): BillParty => ({
  name: clip(party.name, 70),
  street: clip(party.street, 70),
  houseNumber: clip(party.houseNumber, 16),
  postalCode: clip(party.postalCode, 16),
  town: clip(party.town, 35),
});
