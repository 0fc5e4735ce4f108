const CASE_NUMBER = /^\d{4}-\d{4}-\d{4,}$/;

/**
 * Words of a search as two parameters: a pattern for `ilike`, and a whole case number. Who types a whole number means that case;
 * the index then answers, however many cases there are.
 */
export function searchParameters(words: string | undefined): [pattern: string | null, number: string | null] {
  if (words === undefined || words === '') return [null, null];
  if (CASE_NUMBER.test(words)) return [null, words];
  return [`%${words.replace(/[\\%_]/g, '\\$&')}%`, null];
}
