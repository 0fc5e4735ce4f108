/** One line of text from an address: trimmed, at most 100 characters; repeated or missing parameters count as empty. */
export const queryText = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
        .trim()
        .slice(0, 100)
    : '';
