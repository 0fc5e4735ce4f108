import { parse } from 'yaml';
import { z } from 'zod';
import { schemaFault } from '../process-package/schema-fault.js';
import { yamlFault } from '../process-package/yaml-fault.js';

const frontMatterSchema = z.strictObject({
  /** Template id = file name; named by `template` in the headers of a `doc.render` task. */
  template: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  kind: z.enum(['brief', 'entscheid', 'bestaetigung', 'publikation', 'rechnung']),
  /** Raised by the author when the wording changes; stored with every document. */
  version: z.number().int().min(1),
  /** FEEL: context with name, street, houseNumber, postalCode, town, country? */
  recipient: z.string().optional(),
  /** FEEL: the line above the subject, e.g. the case number. */
  reference: z.string().optional(),
  /** Payment part on the last page. */
  mitRechnung: z.boolean().default(false),
  /** Verification code with QR code. */
  mitVerifikation: z.boolean().default(false),
  /** Offices that sign; two = jointly. */
  signatures: z.array(z.string()).default([]),
});

export type LetterFrontMatter = z.infer<typeof frontMatterSchema>;

export interface LetterTemplate {
  meta: LetterFrontMatter;
  /** Markdown with {{FEEL}} placeholders. */
  body: string;
}

export type LetterTemplateResult = { ok: true; value: LetterTemplate } | { ok: false; message: string };

const FILE = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/;

/** Splits a letter file into front matter and text. Messages are German, for the author. */
export function parseLetterTemplate(text: string): LetterTemplateResult {
  const match = FILE.exec(text);
  if (match === null)
    return { ok: false, message: 'Der Brief beginnt nicht mit einem Kopf zwischen zwei Zeilen «---».' };
  let head: unknown;
  try {
    head = parse(match[1] ?? '', { maxAliasCount: 0 });
  } catch (error) {
    return {
      ok: false,
      message: `Kopf des Briefs: ${yamlFault(error).message}`,
    };
  }
  const meta = frontMatterSchema.safeParse(head, { error: schemaFault });
  if (!meta.success) {
    const issue = meta.error.issues[0];
    return { ok: false, message: `Kopf des Briefs, «${issue?.path.join('.') ?? ''}»: ${issue?.message ?? 'ungültig'}` };
  }
  return { ok: true, value: { meta: meta.data, body: (match[2] ?? '').trim() } };
}

/** Every FEEL source of a letter: placeholders of the text, of the title, and the expressions of the head. */
export function letterExpressions(template: LetterTemplate): string[] {
  const inTexts = [template.body, template.meta.title].flatMap((text) => placeholders(text));
  return [...inTexts, ...[template.meta.recipient, template.meta.reference].filter((source) => source !== undefined)];
}

/** FEEL sources between `{{` and `}}`; block markers `#if x`, `#loop x` count as `x`, closing markers not at all. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{([\s\S]*?)\}\}/g)]
    .map((match) => (match[1] ?? '').trim())
    .filter((source) => !/^(?:\/|#?else\b)/.test(source))
    .map((source) => source.replace(/^#(?:if|loop)\s+/, ''))
    .map((source) => source.replace(/\s*\|\s*[a-z]+$/, ''));
}
