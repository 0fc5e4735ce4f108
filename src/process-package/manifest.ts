import { z } from 'zod';
import { localizedTextSchema } from './localized-text.js';
import { dataCategoriesSchema, serviceSchema } from './service-schema.js';
import { isoDaySchema, settingDefinitionSchema } from './setting-definition.js';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,62}$/, 'Erlaubt: kleine Buchstaben, Ziffern, Bindestrich');
const elementId = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/);
/** A FEEL expression over the start variable; written without the leading `=`. */
const feel = z.string().trim().min(1);

/** Where a kind of service is listed in the portal. */
export const SERVICE_CATEGORIES = [
  'bauen',
  'zuzug-wegzug',
  'familie',
  'tiere',
  'anlaesse',
  'bescheinigungen',
  'intern',
] as const;

/** How a case ended, for statistics over all packages. */
export const OUTCOME_STATUS = [
  'bewilligt',
  'abgelehnt',
  'nicht-eingetreten',
  'bestaetigt',
  'weitergeleitet',
  'erledigt',
  'zurueckgezogen',
  'abgebrochen',
] as const;

export const manifestSchema = z.strictObject({
  id,
  title: localizedTextSchema,
  summary: localizedTextSchema,
  category: z.enum(SERVICE_CATEGORIES),
  audience: z.array(z.enum(['privatpersonen', 'unternehmen', 'planende', 'gemeinde'])).min(1),
  keywords: z.array(z.string().min(2)).default([]),
  /** The office that answers for the service, as people call it. */
  office: localizedTextSchema,
  legalBasis: z.array(
    z.strictObject({
      title: localizedTextSchema,
      article: localizedTextSchema.optional(),
      source: z.string(),
      validFrom: isoDaySchema.optional(),
    }),
  ),
  /** What personal data is processed and why; feeds the register of processing activities. */
  dataCategories: dataCategoriesSchema,
  retention: z.strictObject({
    /** ISO period after the end of the case, or `dauernd`. */
    period: z.union([z.literal('dauernd'), z.string().regex(/^P\d+Y$/)]),
    note: localizedTextSchema,
    legalBasis: z.string().optional(),
  }),
  /** Groups of staff; `citizen` is the applicant and may be used without being declared. */
  roles: z.array(z.strictObject({ id, title: localizedTextSchema })).min(1),
  /** bpmnProcessId of the process that a case starts. */
  process: elementId,
  start: z.strictObject({
    form: z.string(),
    variable: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
    channels: z.array(z.enum(['portal', 'schalter'])).min(1),
  }),
  applicant: z.strictObject({ name: feel, email: feel, language: feel.optional() }),
  /** One line that names the case in lists. */
  subject: feel,
  service: serviceSchema,
  stages: z
    .array(
      z.strictObject({
        id,
        title: localizedTextSchema,
        description: localizedTextSchema,
        /** Condition over the start variable: other cases show the stage only when they enter it. */
        onlyIf: feel.optional(),
        elements: z.array(elementId).min(1),
      }),
    )
    .min(1),
  outcomes: z
    .array(z.strictObject({ endEvent: elementId, status: z.enum(OUTCOME_STATUS), title: localizedTextSchema }))
    .min(1),
  /** End events of side tracks, e.g. a reminder that was sent: the case goes on. */
  sideEnds: z.array(elementId).default([]),
  /** What the citizen reads in the timeline when an element is entered or left; elements not listed stay internal. */
  timeline: z
    .array(
      z.strictObject({
        element: elementId,
        on: z.enum(['entered', 'completed']).default('completed'),
        text: localizedTextSchema,
      }),
    )
    .default([]),
  /** Names of the applicant's tasks where the model's own (German) name is not enough. */
  citizenTasks: z.array(z.strictObject({ element: elementId, title: localizedTextSchema })).default([]),
  /** Periods that the citizen's page names while they run, as the subject of «… läuft bis …». */
  deadlines: z
    .array(
      z.strictObject({
        title: localizedTextSchema,
        /** The period runs as long as this element is active. */
        whileActive: elementId,
        /** Variable of the case with the last day, `YYYY-MM-DD`; absent: the due date of the task `whileActive`. */
        lastDay: z
          .string()
          .regex(/^[a-z][A-Za-z0-9]*$/)
          .optional(),
      }),
    )
    .default([]),
  withdrawal: z
    .strictObject({
      message: z.string(),
      title: localizedTextSchema,
      description: localizedTextSchema.optional(),
      /** Once one of these elements was entered, the citizen can no longer withdraw online. */
      until: z.array(elementId).default([]),
    })
    .optional(),
  /** Messages that staff may send from the case page, e.g. an objection that came by post. */
  staffMessages: z
    .array(
      z.strictObject({
        message: z.string(),
        title: localizedTextSchema,
        roles: z.array(id).min(1),
        form: z.string(),
        whileActive: elementId,
      }),
    )
    .default([]),
  settings: z.array(settingDefinitionSchema),
});

/** manifest.yaml, read and checked: everything about a service that is not the model itself. */
export type PackageManifest = z.infer<typeof manifestSchema>;
