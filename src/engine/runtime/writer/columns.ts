/**
 * Arrays for `unnest` as PostgreSQL array literals. The driver would quote and escape every number on its own; here numbers
 * are joined and texts escaped only when they must be (measured: a third of the writer's CPU time went into the former).
 */
export const numbers = (values: readonly (number | null)[]): string =>
  values.includes(null)
    ? `{${values.map((value) => (value === null ? 'NULL' : value)).join(',')}}`
    : `{${values.join(',')}}`;

export function texts(values: readonly (string | null)[]): string {
  let literal = '{';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) literal += ',';
    literal += element(values[index] ?? null);
  }
  return `${literal}}`;
}

/** The literal of one text array, to be an element of {@link texts} that SQL casts to `text[]`. */
export const textArray = (values: readonly string[]): string => texts(values);

const MUST_ESCAPE = /["\\]/;

function element(value: string | null): string {
  if (value === null) return 'NULL';
  return MUST_ESCAPE.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
