/** A search text from a query: one line, trimmed, at most 80 characters; anything else counts as empty. */
export const queryText = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .normalize('NFC')
        .replace(/\p{Cc}/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 80)
    : '';
