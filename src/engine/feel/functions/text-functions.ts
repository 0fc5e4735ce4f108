/** Texts. Positions count characters (code points) from 1, as FEEL wants. */
import { describe } from '../to-json.js';
import { toDouble } from '../numbers.js';
import type { Evaluation } from '../evaluation.js';
import type { Value } from '../values.js';
import { isNumber } from '../values.js';
import { define } from './builtin.js';
import { extractPattern, matchesPattern, replacePattern, splitByPattern } from './pattern.js';

type OnText = (text: string, other: string) => Value;
const onTwo =
  (work: OnText) =>
  ([a, b]: readonly Value[]) =>
    typeof a === 'string' && typeof b === 'string' ? work(a, b) : undefined;
const onOne =
  (work: (text: string) => Value) =>
  ([a]: readonly Value[]) =>
    typeof a === 'string' ? work(a) : undefined;

function substring([text, start, length]: readonly Value[], { standard }: Evaluation): Value | undefined {
  if (typeof text !== 'string' || !isNumber(start ?? null)) return undefined;
  const position = Math.trunc(toDouble(start as number));
  const characters = [...text];
  if (position === 0) return undefined;
  // DMN 1.5, table 74: a position in the text, and from one character to all that are left.
  if (standard && Math.abs(position) > characters.length) return undefined;
  const from = position > 0 ? position - 1 : Math.max(0, characters.length + position);
  if (length === undefined || length === null) return characters.slice(from).join('');
  if (!isNumber(length) || toDouble(length) < 0) return undefined;
  const end = from + Math.trunc(toDouble(length));
  return standard && (end === from || end > characters.length) ? undefined : characters.slice(from, end).join('');
}

/** null stands for «none» only where the parameter is optional. */
const flagsOf = (flags: Value | undefined): string | undefined =>
  flags === undefined || flags === null ? '' : typeof flags === 'string' ? flags : undefined;

function replace([input, pattern, replacement, flags]: readonly Value[], evaluation: Evaluation): Value | undefined {
  const given = flagsOf(flags);
  if (typeof input !== 'string' || typeof pattern !== 'string' || typeof replacement !== 'string') return undefined;
  return given === undefined ? undefined : replacePattern(input, pattern, replacement, given, evaluation);
}

function matches([input, pattern, flags]: readonly Value[], evaluation: Evaluation): Value | undefined {
  const given = flagsOf(flags);
  if (typeof input !== 'string' || typeof pattern !== 'string' || given === undefined) return undefined;
  return matchesPattern(input, pattern, given, evaluation);
}

function split([input, delimiter]: readonly Value[], evaluation: Evaluation): Value | undefined {
  if (typeof input !== 'string' || typeof delimiter !== 'string') return undefined;
  return splitByPattern(input, delimiter, evaluation);
}

function extract([input, pattern]: readonly Value[], evaluation: Evaluation): Value | undefined {
  return typeof input === 'string' && typeof pattern === 'string'
    ? extractPattern(input, pattern, evaluation)
    : undefined;
}

function stringJoin([given, delimiter, prefix, suffix]: readonly Value[], evaluation: Evaluation): Value | undefined {
  const list = typeof given === 'string' ? [given] : given;
  if (!Array.isArray(list) || list.some((item) => item !== null && typeof item !== 'string')) return undefined;
  if (delimiter !== undefined && delimiter !== null && typeof delimiter !== 'string') return undefined;
  const joined = list.filter((item) => item !== null).join(delimiter ?? '');
  return evaluation.text(
    `${typeof prefix === 'string' ? prefix : ''}${joined}${typeof suffix === 'string' ? suffix : ''}`,
  );
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    const signs = [18, 12, 6, 0].map((shift) => ALPHABET[(group >> shift) & 63]);
    encoded += signs.slice(0, bytes.length - at + 1).join('');
  }
  return encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=');
}

/** RFC 9562, version 4, from the numbers the caller injects. */
function uuid(evaluation: Evaluation): string {
  evaluation.spend(32);
  const hex = Array.from({ length: 32 }, (_, at) => {
    const digit = Math.floor(evaluation.random() * 16);
    return (at === 12 ? 4 : at === 16 ? (digit & 3) | 8 : digit).toString(16);
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const upTo = (text: string, match: string): string => (text.includes(match) ? text.slice(0, text.indexOf(match)) : '');
const after = (text: string, match: string): string =>
  text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '';

export const textFunctions = [
  define('substring', 'string, start position, length?', substring),
  define(
    'string length',
    'string',
    onOne((text) => [...text].length),
  ),
  define(
    'upper case',
    'string',
    onOne((text) => text.toUpperCase()),
  ),
  define(
    'lower case',
    'string',
    onOne((text) => text.toLowerCase()),
  ),
  define('substring before', 'string, match', onTwo(upTo)),
  define('substring after', 'string, match', onTwo(after)),
  define(
    'contains',
    'string, match',
    onTwo((text, match) => text.includes(match)),
  ),
  define(
    'starts with',
    'string, match',
    onTwo((text, match) => text.startsWith(match)),
  ),
  define(
    'ends with',
    'string, match',
    onTwo((text, match) => text.endsWith(match)),
  ),
  define('matches', 'input, pattern, flags?', matches),
  define('replace', 'input, pattern, replacement, flags?', replace),
  define('split', 'string, delimiter', split),
  define('extract', 'string, pattern', extract),
  define('string join', 'list, delimiter? | list, delimiter, prefix, suffix', stringJoin),
  define(
    'trim',
    'string',
    onOne((text) => text.trim()),
  ),
  define(
    'is blank',
    'string',
    onOne((text) => text.trim() === ''),
  ),
  define(
    'to base64',
    'value',
    onOne((text) => toBase64(text)),
  ),
  define('uuid', '', (_args, evaluation) => uuid(evaluation)),
  define('string', 'from', ([value], evaluation) =>
    value === null || value === undefined ? null : describe(value, evaluation),
  ),
];
