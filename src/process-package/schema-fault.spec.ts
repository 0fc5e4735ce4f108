import { z } from 'zod';
import { schemaFault } from './schema-fault.js';

const faultOf = (schema: z.ZodType, value: unknown): string | undefined => {
  const parsed = schema.safeParse(value, { error: schemaFault });
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
};

describe('schemaFault', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a missing value', z.string(), undefined, 'Die Angabe fehlt.'],
    ['a missing choice', z.enum(['a']), undefined, 'Die Angabe fehlt.'],
    ['a wrong kind', z.string(), [], 'Erwartet wird ein Text.'],
    ['a wrong choice', z.enum(['a', 'b']), 'c', 'Erlaubt sind: a, b.'],
    ['a foreign key', z.strictObject({}), { fremd: 1 }, 'Unbekannte Angabe: «fremd».'],
    ['an empty list', z.array(z.string()).min(1), [], 'Die Angabe darf nicht leer sein.'],
    ['too much', z.string().max(2), 'abc', 'Der Wert ist zu gross oder zu lang; höchstens 2.'],
    ['no date', z.iso.date(), 'morgen', 'Erwartet wird ein Datum wie 2026-01-31.'],
    ['no address', z.url(), 'x', 'Erwartet wird eine vollständige Adresse, die mit https:// beginnt.'],
    ['nothing of several', z.union([z.string(), z.number()]), [], 'Der Wert hat nicht die verlangte Form.'],
    ['a sentence of the schema', z.string().regex(/^a/, 'Beginnt mit a.'), 'b', 'Beginnt mit a.'],
  ])('should say in German what is wrong with %s', (_name, schema, value, text) => {
    expect(faultOf(schema, value)).toBe(text);
  });
});
