/** The thousands sign of every page and letter: the typographic apostrophe (U+2019), as Swiss locales have it. */
const THOUSANDS = '’';

/** `1234.5` becomes `1’234.5`: groups the digits before the decimal point, from the left end of the text. */
export const groupThousands = (text: string): string =>
  text.replace(/^(-?)(\d+)/, (_, sign: string, digits: string) => sign + digits.replace(/\B(?=(\d{3})+$)/g, THOUSANDS));

/** An amount with both decimals: `1’234.50`. */
export const swissAmount = (amount: number): string => groupThousands(amount.toFixed(2));
