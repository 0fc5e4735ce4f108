/** Reads one field: raw input to a stored value, or a sentence that says what to do. */
import type { JsonValue, Variables } from '../engine/engine.js';
import { isoDay, isWorkingDay, nextWorkingDay, parseDay } from '../calendar/working-day.js';
import { swissDay } from '../case/swiss-day.js';
import type { Texts } from '../texts/texts.js';
import { isFormat, readFormat } from './field-format.js';
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
  words: Texts['field'];
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
/** `properties.days` of a date on which an office has to be open, e.g. a publication in the gazette. */
export const WORKING_DAYS = 'working';

const value = (given: JsonValue | undefined): FieldOutcome => ({ ok: true, value: given });
const refuse = (message: string): FieldOutcome => ({ ok: false, message });
const nothing: FieldOutcome = { ok: true, value: undefined };

const readText: Reader = (component, raw, { scope, words }) => {
  if (typeof raw !== 'string') return refuse(words.noText(labelOf(component)));
  // Control characters have no place in letters and registers; line breaks stay in long texts.
  const text = raw
    .normalize('NFC')
    .replace(component.type === 'textarea' ? /[^\P{Cc}\n\t]/gu : /\p{Cc}/gu, component.type === 'textarea' ? '' : ' ')
    .trim();
  if (text === '') return nothing;
  const rules = component.validate ?? {};
  const longest = Math.min(limitOf(rules.maxLength, scope) ?? Infinity, TEXT_LIMITS[component.type] ?? 1_000);
  if (text.length > longest) return refuse(words.tooLong(labelOf(component), longest));
  const shortest = limitOf(rules.minLength, scope) ?? 0;
  if (text.length < shortest) return refuse(words.tooShort(labelOf(component), shortest));
  return checkFormat(component, text, words);
};

function checkFormat(component: FormComponent, text: string, words: Texts['field']): FieldOutcome {
  const rules = component.validate ?? {};
  const format = [component.properties?.format, rules.validationType].find(isFormat);
  // Our format knows more spellings than the pattern that guides the browser, so it decides alone.
  if (format) {
    const read = readFormat(format, text);
    return read === null ? refuse(words.format[format]) : value(read);
  }
  if (rules.pattern && !matchesPattern(rules.pattern, text))
    return refuse(rules.patternErrorMessage ?? words.wrongForm(labelOf(component)));
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

const readNumber: Reader = (component, raw, { scope, words }) => {
  const label = labelOf(component);
  if (raw === '') return nothing;
  const text = typeof raw === 'string' ? plainNumber(raw) : String(raw);
  if (typeof raw === 'object' || typeof raw === 'boolean' || !/^[+-]?\d{1,15}(\.\d{1,10})?$/.test(text))
    return refuse(words.noNumber(label));
  const number = Number(text);
  const decimals = /\.(\d+)$/.exec(text)?.[1]?.replace(/0+$/, '').length ?? 0;
  if (component.decimalDigits !== undefined && decimals > component.decimalDigits) {
    return refuse(
      component.decimalDigits === 0 ? words.noInteger(label) : words.tooManyDecimals(label, component.decimalDigits),
    );
  }
  const [least, most] = [limitOf(component.validate?.min, scope), limitOf(component.validate?.max, scope)];
  if (least !== null && number < least) return refuse(words.tooSmall(label, least));
  if (most !== null && number > most) return refuse(words.tooBig(label, most));
  return value(component.serializeToString ? text : number + 0);
};

const readTime: Reader = (component, raw, { scope, words }) => {
  const label = labelOf(component);
  if (raw === '') return nothing;
  const read = readDateTime(component.subtype ?? 'date', raw);
  if (read === null) return refuse(component.subtype === 'time' ? words.noTime(label) : words.noDate(label));
  if (component.disallowPassedDates && component.subtype !== 'time' && read.slice(0, 10) < swissDay(scope.now))
    return refuse(words.pastDate(label));
  const day = component.properties?.days === WORKING_DAYS ? parseDay(read) : null;
  if (day !== null && !isWorkingDay(day))
    return refuse(words.noWorkingDay(label, swissSpelling(read), swissSpelling(isoDay(nextWorkingDay(day)))));
  return value(read);
};

/** `24.11.2026` */
const swissSpelling = (day: string): string => day.slice(0, 10).split('-').reverse().join('.');

const readChoice: Reader = (component, raw, { scope, context, words }) => {
  if (raw === '') return nothing;
  const option = chosen(optionsOf(component, scope, context), raw);
  return option ? value(option.value) : refuse(words.noChoice(labelOf(component)));
};

const readChoices: Reader = (component, raw, { scope, context, words }) => {
  if (!Array.isArray(raw) || raw.length > MAX_CHOICES) return refuse(words.noChoices(labelOf(component)));
  const options = optionsOf(component, scope, context);
  const picked = raw.map((item) => chosen(options, item));
  if (picked.some((option) => option === undefined)) return refuse(words.unknownChoice(labelOf(component)));
  const values = [...new Set(picked.map((option) => option?.value ?? null))];
  return values.length === 0 ? nothing : value(values);
};

const readCheckbox: Reader = (component, raw, { words }) => {
  if (typeof raw === 'boolean') return value(raw);
  if (raw === 'true' || raw === 'on') return value(true);
  return raw === 'false' || raw === '' ? value(false) : refuse(words.noTick(labelOf(component)));
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

const readFiles: Reader = (component, raw, { uploads, words }) => {
  const label = labelOf(component);
  const ids = typeof raw === 'string' ? (raw === '' ? [] : [raw]) : raw;
  if (!Array.isArray(ids) || ids.length > MAX_CHOICES) return refuse(words.filesAgain(label));
  const known = [...new Set(ids)].map((id) => ({ id, upload: typeof id === 'string' ? uploads.get(id) : undefined }));
  if (known.some(({ upload }) => !upload)) return refuse(words.fileGone(label));
  if (known.length > 1 && component.multiple !== true) return refuse(words.oneFile(label));
  const { accept } = component;
  if (accept && known.some(({ upload }) => upload && !isAccepted(accept, upload.contentType)))
    return refuse(words.wrongFile(label, accept));
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
export function requiredMessage(component: FormComponent, { required }: Texts['field']): string {
  const label = labelOf(component);
  switch (component.type) {
    case 'checkbox':
      return required.checkbox(label);
    case 'radio':
    case 'select':
    case 'checklist':
    case 'taglist':
      return required.choice(label);
    case 'filepicker':
      return required.file(label);
    default:
      return required.other(label);
  }
}
