import {
  creditorReference,
  isCreditorReference,
  isQrIban,
  isQrReference,
  mod10Recursive,
  parseCaseNumber,
  qrReference,
} from './payment-reference.js';

const number = { bfs: '6173', year: '2026', running: 42 };

describe('payment references', () => {
  it('should compute the published check digits', () => {
    expect(mod10Recursive('21000000000313947143000901')).toBe(7);
    expect(mod10Recursive('61732026000000004200000000')).toBe(2);
  });

  it('should build a QR reference of 27 digits that checks', () => {
    const reference = qrReference(number, '01');
    expect(reference).toMatch(/^617320260000000042010000\d{3}$/);
    expect(isQrReference(reference)).toBe(true);
    expect(isQrReference(reference.replace('42', '43'))).toBe(false);
  });

  it('should build a creditor reference that checks', () => {
    expect(isCreditorReference('RF18539007547034')).toBe(true);
    expect(isCreditorReference('RF156173202600042')).toBe(true);
    expect(isCreditorReference(creditorReference(number, '02'))).toBe(true);
    expect(isCreditorReference('RF19539007547034')).toBe(false);
  });

  it('should give different references to different purposes of one case', () => {
    expect(new Set([qrReference(number, '01'), qrReference(number, '02'), qrReference(number, '01', 1)]).size).toBe(3);
  });

  it('should tell a QR-IBAN by its institution number', () => {
    expect(isQrIban('CH4431999123000889012')).toBe(true);
    expect(isQrIban('CH93 0076 2011 6238 5295 7')).toBe(false);
  });

  it('should split case numbers', () => {
    expect(parseCaseNumber('9990-2026-0001')).toEqual({ bfs: '9990', year: '2026', running: 1 });
    expect(parseCaseNumber('9990-26-1')).toBeNull();
  });
});
