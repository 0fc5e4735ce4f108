import { groupThousands, swissAmount } from './swiss-number.js';

describe('numbers as people write them in Switzerland', () => {
  it.each([
    ['999', '999'],
    ['1234.5678', '1’234.5678'],
    ['-1234567', '-1’234’567'],
    ['3a', '3a'],
  ])('should group %s as %s', (text, grouped) => expect(groupThousands(text)).toBe(grouped));

  it('should write an amount with two decimals', () => {
    expect([1234.5, -0.5, 12].map(swissAmount)).toEqual(['1’234.50', '-0.50', '12.00']);
  });
});
