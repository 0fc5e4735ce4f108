import { parse } from 'yaml';
import { z } from 'zod';
import { schemaFault } from './schema-fault.js';
import { yamlFault } from './yaml-fault.js';

const variablesSchema = z.record(z.string(), z.json());
export type ScenarioVariables = z.infer<typeof variablesSchema>;

const jobAnswerSchema = z.union([
  z
    .strictObject({ error: z.string(), variables: variablesSchema.default({}) })
    .transform((answer) => ({ kind: 'error' as const, ...answer })),
  variablesSchema.transform((variables) => ({ kind: 'complete' as const, variables })),
]);
/** What a job of one type is answered in the example. */
export type JobAnswer = z.infer<typeof jobAnswerSchema>;

const stepSchema = z.union([
  /** The task is open (for `group`); with `complete` it is completed. */
  z.strictObject({ expectTask: z.string(), group: z.string().optional(), complete: variablesSchema.optional() }),
  /** A job of this type waits and is completed here; for types that are not answered under `jobs`. */
  z.strictObject({ expectJob: z.string(), complete: variablesSchema }),
  z.strictObject({ publishMessage: z.string(), variables: variablesSchema.default({}) }),
  z.strictObject({ advanceClock: z.string().regex(/^P\d{1,4}D$/, 'ganze Tage, zum Beispiel P30D') }),
]);
export type ScenarioStep = z.infer<typeof stepSchema>;

const scenarioSchema = z.strictObject({
  name: z.string(),
  /** Settings that differ from the package's defaults. */
  settings: variablesSchema.default({}),
  /** Data of the start form. */
  start: variablesSchema,
  jobs: z.record(z.string(), jobAnswerSchema),
  steps: z.array(stepSchema),
  expect: z.strictObject({
    /** End event that the case reaches. */
    end: z.string(),
    /** Letter templates that were rendered, in order. */
    documents: z.array(z.string()),
    variables: variablesSchema.default({}),
  }),
});

/** An example of a process: runs as a test and as a rehearsal in the studio. */
export type Scenario = z.infer<typeof scenarioSchema>;

export type ScenarioResult = { ok: true; value: Scenario } | { ok: false; message: string };

/** Reads `scenario/*.yaml`; the message is German and names the place. */
export function parseScenario(text: string): ScenarioResult {
  try {
    const parsed = scenarioSchema.safeParse(parse(text, { maxAliasCount: 20 }), { error: schemaFault });
    if (parsed.success) return { ok: true, value: parsed.data };
    const issue = parsed.error.issues[0];
    return { ok: false, message: `${issue?.path.join('.') || 'Beispiel'}: ${issue?.message ?? 'ungültig'}` };
  } catch (error) {
    return { ok: false, message: yamlFault(error).message };
  }
}
