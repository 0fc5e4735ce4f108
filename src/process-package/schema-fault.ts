import type { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const KINDS: Record<string, string> = {
  string: 'ein Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'ja oder nein (true, false)',
  array: 'eine Liste',
  object: 'eine Gruppe von Angaben',
  record: 'eine Gruppe von Angaben',
  date: 'ein Datum',
};
const FORMATS: Record<string, string> = {
  date: 'Erwartet wird ein Datum wie 2026-01-31.',
  url: 'Erwartet wird eine vollständige Adresse, die mit https:// beginnt.',
  email: 'Erwartet wird eine E-Mail-Adresse.',
};

/**
 * What is wrong with a value of a file that people write, in German; for `safeParse(value, { error: schemaFault })`.
 * Sentences that a schema brings itself come first.
 */
export function schemaFault(issue: Issue): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return 'Die Angabe fehlt.';
  switch (issue.code) {
    case 'invalid_type':
      return `Erwartet wird ${KINDS[issue.expected] ?? 'eine andere Art von Wert'}.`;
    case 'invalid_value':
      return `Erlaubt sind: ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `Unbekannte Angabe: ${issue.keys.map((key) => `«${key}»`).join(', ')}.`;
    case 'too_small':
      return Number(issue.minimum) === 1 && issue.origin !== 'number'
        ? 'Die Angabe darf nicht leer sein.'
        : `Der Wert ist zu klein oder zu kurz; mindestens ${issue.minimum}.`;
    case 'too_big':
      return `Der Wert ist zu gross oder zu lang; höchstens ${issue.maximum}.`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'Der Wert hat nicht die verlangte Form.';
    default:
      return 'Der Wert hat nicht die verlangte Form.';
  }
}
