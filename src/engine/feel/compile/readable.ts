/**
 * What FEEL allows and the parser cannot read, in words of the same length: places and texts are taken from the original.
 */

import { withPathNames } from './path-names.js';

/** Comments and texts. */
const LITERALS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\[\s\S])*"/g;

/** The source for the parser, as long as the original. `pathNames` may stand behind a point although they have signs. */
export function readable(source: string, pathNames: readonly string[] = []): string {
  const oneLined = source.includes('\n') ? source.replace(LITERALS, withoutBreaks) : source;
  if (pathNames.length === 0 && !/range|function|context|\.\./.test(oneLined)) return oneLined;
  const masked = oneLined.replace(LITERALS, hidden);
  const stepped = withPathNames(masked, pathNames);
  const changed = withTypes(stepped.includes('..') ? withClosedIntervals(stepped) : stepped);
  return changed === masked ? oneLined : restored(changed, oneLined);
}

/** A text may go on in the next line, as in Zeebe. */
const withoutBreaks = (literal: string): string =>
  literal.startsWith('"') ? literal.replace(/[\n\r]/g, ' ') : literal;

const HIDDEN = '\u0000';
const hidden = (literal: string): string => HIDDEN.repeat(literal.length);
const restored = (changed: string, original: string): string =>
  changed.replace(/\0+/g, (gap, at: number) => original.slice(at, at + gap.length));

/** Ranges of a type as lists of it; `function` and `context<>` without parts as names. */
const withTypes = (source: string): string =>
  source
    .replace(/((?:\bof|:|<|,|->)\s*)range(?=\s*<\s*[A-Za-z][\w .]*>)/g, '$1list ')
    .replace(/((?:\bof|:|<|,|->)\s*)function(?!\s*[<(]|[\w ]*:)/g, '$1_unction')
    .replace(/\bcontext\s*<\s*>/g, (type) => type.replace(/[\s<>]/g, '_'));

/** `[1..5[`: a bracket that opens after the end of an interval closes it, unless it can only be a filter. */
const withClosedIntervals = (source: string): string =>
  source.replace(
    /(\.\.(?:(?!\.\.)[^[\](){},;]|\([^()]*\))*?)\[(?=\s*(?:$|[=!<>),}+*/\]]|\.\s*[A-Za-z]|(?:and|or|then|else|return|satisfies|in|instance|between)\b))/g,
    '$1)',
  );
