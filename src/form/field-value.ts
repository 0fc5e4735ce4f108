/** Reads one field: raw input to a stored value, or a German sentence that says what to do. */
import type { JsonValue, Variables } from '../engine/engine.js';
import { swissDay } from '../case/swiss-day.js';
import { formatByName } from './field-format.js';
import { chosen, optionsOf } from './field-options.js';
import { readDateTime } from './field-time.js';
import type { FieldScope } from './form-expression.js';
import { limitOf } from './form-expression.js';
import type { FormComponent } from './form-schema.js';
import { labelOf } from './form-schema.js';
import { isRunaway } from './safe-pattern.js';

/** An upload of this session, as the server found it. */
export interface KnownUpload {
  contentType: string;
  size: number;
}

export interface FieldEnvironment {
  scope: FieldScope;
  context: Variables;
  uploads: ReadonlyMap<string, KnownUpload>;
}

/** `value` undefined = nothing given. */
export type FieldOutcome = { ok: true; value: JsonValue | undefined } | { ok: false; message: string };
type Reader = (component: FormComponent, raw: JsonValue, environment: FieldEnvironment) => FieldOutcome;

/** Longest text of a field without its own limit, in characters. */
const TEXT_LIMITS: Record<string, number> = { textfield: 1_000, textarea: 20_000 };
const MAX_CHOICES = 200;

const value = (given: JsonValue | undefined): FieldOutcome => ({ ok: true, value: given });
const refuse = (message: string): FieldOutcome => ({ ok: false, message });
const nothing: FieldOutcome = { ok: true, value: undefined };
const quoted = (component: FormComponent): string => `«${labelOf(component)}»`;

const readText: Reader = (component, raw, { scope }) => {
  if (typeof raw !== 'string') return refuse(`Bitte geben Sie bei ${quoted(component)} einen Text ein.`);
  // Control characters have no place in letters and registers; line breaks stay in long texts.
  const text = raw
    .normalize('NFC')
    .replace(component.type === 'textarea' ? /[^\P{Cc}\n\t]/gu : /\p{Cc}/gu, component.type === 'textarea' ? '' : ' ')
    .trim();
  if (text === '') return nothing;
  const rules = component.validate ?? {};
  const longest = Math.min(limitOf(rules.maxLength, scope) ?? Infinity, TEXT_LIMITS[component.type] ?? 1_000);
  if (text.length > longest)
    return refuse(`${quoted(component)} darf höchstens ${longest} Zeichen lang sein. Bitte kürzen Sie den Text.`);
  const shortest = limitOf(rules.minLength, scope) ?? 0;
  if (text.length < shortest)
    return refuse(`Bitte geben Sie bei ${quoted(component)} mindestens ${shortest} Zeichen ein.`);
  return checkFormat(component, text);
};

function checkFormat(component: FormComponent, text: string): FieldOutcome {
  const rules = component.validate ?? {};
  const builtIn =
    rules.validationType === 'email' || rules.validationType === 'phone' ? rules.validationType : undefined;
  const format = formatByName(component.properties?.format) ?? formatByName(builtIn);
  // Our format knows more spellings than the pattern that guides the browser, so it decides alone.
  if (format) return format(text);
  if (rules.pattern && !matchesPattern(rules.pattern, text)) {
    return refuse(
      rules.patternErrorMessage ??
        `Die Eingabe bei ${quoted(component)} hat nicht die verlangte Form. Bitte prüfen Sie sie.`,
    );
  }
  return value(text);
}

function matchesPattern(pattern: string, text: string): boolean {
  if (isRunaway(pattern)) return false;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return false;
  }
}

/** `250'000` and `12,5` as people write them here; other spellings stay as they are and are refused. */
function plainNumber(typed: string): string {
  const text = typed.trim();
  const joined = /^[+-]?\d{1,3}(['’ʼ`]\d{3})+([.,]\d+)?$/.test(text) ? text.replace(/['’ʼ`]/g, '') : text;
  return joined.replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
}

const readNumber: Reader = (component, raw, { scope }) => {
  if (raw === '') return nothing;
  const text = typeof raw === 'string' ? plainNumber(raw) : String(raw);
  if (typeof raw === 'object' || typeof raw === 'boolean' || !/^[+-]?\d{1,15}(\.\d{1,10})?$/.test(text))
    return refuse(`Bitte geben Sie bei ${quoted(component)} eine Zahl ein.`);
  const number = Number(text);
  const decimals = /\.(\d+)$/.exec(text)?.[1]?.replace(/0+$/, '').length ?? 0;
  if (component.decimalDigits !== undefined && decimals > component.decimalDigits) {
    return refuse(
      component.decimalDigits === 0
        ? `Bitte geben Sie bei ${quoted(component)} eine ganze Zahl ein.`
        : `Bitte geben Sie bei ${quoted(component)} höchstens ${component.decimalDigits} Stellen nach dem Punkt ein.`,
    );
  }
  const [least, most] = [limitOf(component.validate?.min, scope), limitOf(component.validate?.max, scope)];
  if (least !== null && number < least)
    return refuse(`Bitte geben Sie bei ${quoted(component)} mindestens ${least} ein.`);
  if (most !== null && number > most) return refuse(`Bitte geben Sie bei ${quoted(component)} höchstens ${most} ein.`);
  return value(component.serializeToString ? text : number + 0);
};

const readTime: Reader = (component, raw, { scope }) => {
  if (raw === '') return nothing;
  const read = readDateTime(component.subtype ?? 'date', raw);
  if (read === null)
    return refuse(
      `Bitte geben Sie bei ${quoted(component)} ${component.subtype === 'time' ? 'eine Zeit ein, zum Beispiel 14:30' : 'ein Datum ein, das es gibt, zum Beispiel 24.11.2026'}.`,
    );
  if (component.disallowPassedDates && component.subtype !== 'time' && read.slice(0, 10) < swissDay(scope.now))
    return refuse(`Das Datum bei ${quoted(component)} ist vorbei. Bitte geben Sie ein Datum ab heute ein.`);
  return value(read);
};

const readChoice: Reader = (component, raw, { scope, context }) => {
  if (raw === '') return nothing;
  const option = chosen(optionsOf(component, scope, context), raw);
  return option
    ? value(option.value)
    : refuse(`Bitte wählen Sie bei ${quoted(component)} eine der angebotenen Möglichkeiten.`);
};

const readChoices: Reader = (component, raw, { scope, context }) => {
  if (!Array.isArray(raw) || raw.length > MAX_CHOICES)
    return refuse(`Bitte wählen Sie bei ${quoted(component)} aus den angebotenen Möglichkeiten.`);
  const options = optionsOf(component, scope, context);
  const picked = raw.map((item) => chosen(options, item));
  if (picked.some((option) => option === undefined))
    return refuse(`Bitte wählen Sie bei ${quoted(component)} nur angebotene Möglichkeiten.`);
  const values = [...new Set(picked.map((option) => option?.value ?? null))];
  return values.length === 0 ? nothing : value(values);
};

const readCheckbox: Reader = (component, raw) => {
  if (typeof raw === 'boolean') return value(raw);
  if (raw === 'true' || raw === 'on') return value(true);
  return raw === 'false' || raw === ''
    ? value(false)
    : refuse(`Bitte kreuzen Sie ${quoted(component)} an oder lassen Sie das Feld leer.`);
};

const EXTENSIONS: Record<string, string[]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/tiff': ['.tif', '.tiff'],
};

function isAccepted(accept: string, contentType: string): boolean {
  const wanted = accept
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter(Boolean);
  const [group] = contentType.split('/');
  return (
    wanted.length === 0 ||
    wanted.some(
      (part) => part === contentType || part === `${group}/*` || (EXTENSIONS[contentType] ?? []).includes(part),
    )
  );
}

const readFiles: Reader = (component, raw, { uploads }) => {
  const ids = typeof raw === 'string' ? (raw === '' ? [] : [raw]) : raw;
  if (!Array.isArray(ids) || ids.length > MAX_CHOICES)
    return refuse(`Bitte laden Sie die Dateien bei ${quoted(component)} nochmals hoch.`);
  const known = [...new Set(ids)].map((id) => ({ id, upload: typeof id === 'string' ? uploads.get(id) : undefined }));
  if (known.some(({ upload }) => !upload))
    return refuse(`Eine Datei bei ${quoted(component)} ist nicht mehr da. Bitte laden Sie sie nochmals hoch.`);
  if (known.length > 1 && component.multiple !== true)
    return refuse(`Bei ${quoted(component)} ist nur eine Datei möglich. Bitte entfernen Sie die übrigen.`);
  if (
    component.accept &&
    known.some(({ upload }) => upload && !isAccepted(component.accept ?? '', upload.contentType))
  ) {
    return refuse(
      `Bei ${quoted(component)} sind nur diese Dateiarten möglich: ${component.accept}. Bitte laden Sie eine solche Datei hoch.`,
    );
  }
  return known.length === 0 ? nothing : value(known.map(({ id }) => id));
};

const READERS: Record<string, Reader> = {
  textfield: readText,
  textarea: readText,
  number: readNumber,
  datetime: readTime,
  checkbox: readCheckbox,
  radio: readChoice,
  select: readChoice,
  checklist: readChoices,
  taglist: readChoices,
  filepicker: readFiles,
};

export const isInput = (type: string): boolean => Object.hasOwn(READERS, type);

export function readField(
  component: FormComponent,
  raw: JsonValue | undefined,
  environment: FieldEnvironment,
): FieldOutcome {
  const read = READERS[component.type];
  return !read || raw === undefined || raw === null ? nothing : read(component, raw, environment);
}

/** The sentence for a required field that is empty. */
export function requiredMessage(component: FormComponent): string {
  switch (component.type) {
    case 'checkbox':
      return `Bitte bestätigen Sie: ${quoted(component)}.`;
    case 'radio':
    case 'select':
    case 'checklist':
    case 'taglist':
      return `Bitte wählen Sie bei ${quoted(component)} etwas aus.`;
    case 'filepicker':
      return `Bitte laden Sie bei ${quoted(component)} mindestens eine Datei hoch.`;
    default:
      return `Bitte geben Sie ${quoted(component)} ein.`;
  }
}
