/** NUL and half surrogate pairs: JSON can carry them, PostgreSQL's text and jsonb cannot. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;
const SUSPICIOUS_ESCAPE = /\\u(?:0000|d[89a-f])/i;

/** The text with a replacement character for each character that PostgreSQL cannot keep. */
export const storableText = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

/** The same for a text of JSON; what is no JSON at all becomes a JSON text. */
export function storableJson(json: string): string {
  if (!SUSPICIOUS_ESCAPE.test(json)) return storableText(json);
  try {
    return JSON.stringify(storableValue(JSON.parse(json)));
  } catch {
    return JSON.stringify(storableText(json));
  }
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [storableText(name), storableValue(item)]));
}
