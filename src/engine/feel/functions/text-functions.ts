/** Texts. Positions count characters (code points) from 1, as FEEL wants. */
import { describe } from '../to-json.js';
import { toDouble } from '../numbers.js';
import type { Evaluation } from '../evaluation.js';
import type { Value } from '../values.js';
import { isNumber } from '../values.js';
import { define } from './builtin.js';
import { compilePattern } from './pattern.js';

type OnText = (text: string, other: string) => Value;
const onTwo =
  (work: OnText) =>
  ([a, b]: readonly Value[]) =>
    typeof a === 'string' && typeof b === 'string' ? work(a, b) : undefined;
const onOne =
  (work: (text: string) => Value) =>
  ([a]: readonly Value[]) =>
    typeof a === 'string' ? work(a) : undefined;

function substring([text, start, length]: readonly Value[]): Value | undefined {
  if (typeof text !== 'string' || !isNumber(start ?? null)) return undefined;
  const position = Math.trunc(toDouble(start as number));
  const characters = [...text];
  if (position === 0) return undefined;
  const from = position > 0 ? position - 1 : Math.max(0, characters.length + position);
  if (length === undefined || length === null) return characters.slice(from).join('');
  if (!isNumber(length) || toDouble(length) < 0) return undefined;
  return characters.slice(from, from + Math.trunc(toDouble(length))).join('');
}

function replace([input, pattern, replacement, flags]: readonly Value[], evaluation: Evaluation): Value | undefined {
  if (typeof input !== 'string' || typeof pattern !== 'string' || typeof replacement !== 'string') return undefined;
  const expression = compilePattern(pattern, typeof flags === 'string' ? flags : '', 'g');
  if (!expression || input.length > 100_000) return undefined;
  return evaluation.text(input.replace(expression, replacement.replace(/\\\$/g, '$$$$')));
}

function matches([input, pattern, flags]: readonly Value[]): Value | undefined {
  if (typeof input !== 'string' || typeof pattern !== 'string' || input.length > 100_000) return undefined;
  return compilePattern(pattern, typeof flags === 'string' ? flags : '', '')?.test(input);
}

function split([input, delimiter]: readonly Value[]): Value | undefined {
  if (typeof input !== 'string' || typeof delimiter !== 'string') return undefined;
  const expression = compilePattern(delimiter, '', '');
  return expression ? input.split(expression) : undefined;
}

function extract([input, pattern]: readonly Value[]): Value | undefined {
  if (typeof input !== 'string' || typeof pattern !== 'string' || input.length > 100_000) return undefined;
  const expression = compilePattern(pattern, '', 'g');
  return expression ? [...input.matchAll(expression)].map(([whole]) => whole) : undefined;
}

function stringJoin([list, delimiter, prefix, suffix]: readonly Value[], evaluation: Evaluation): Value | undefined {
  if (!Array.isArray(list) || list.some((item) => item !== null && typeof item !== 'string')) return undefined;
  if (delimiter !== undefined && delimiter !== null && typeof delimiter !== 'string') return undefined;
  const joined = list.filter((item) => item !== null).join(delimiter ?? '');
  return evaluation.text(
    `${typeof prefix === 'string' ? prefix : ''}${joined}${typeof suffix === 'string' ? suffix : ''}`,
  );
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
  define('string join', 'list, delimiter?, prefix?, suffix?', stringJoin),
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
  define('string', 'from', ([value]) => (value === null || value === undefined ? null : describe(value))),
];
