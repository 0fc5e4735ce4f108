/** What a decision table answers when several rules match (DMN 1.3, 8.2.10). */
import { compare, equal } from '../compare.js';
import { add } from '../numbers.js';
import type { Value } from '../values.js';
import { isNumber } from '../values.js';

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'PRIORITY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';
export type Hits = { ok: true; value: Value } | { ok: false; message: string };

export const HIT_POLICIES: readonly string[] = [
  'UNIQUE',
  'FIRST',
  'ANY',
  'PRIORITY',
  'RULE ORDER',
  'OUTPUT ORDER',
  'COLLECT',
];

/** `outputs` in the order of the rules; `rank` gives the place of an output in the list of allowed outputs. */
export function applyHitPolicy(
  policy: HitPolicy,
  aggregation: Aggregation | null,
  outputs: Value[],
  rank: (output: Value) => number,
): Hits {
  const first = outputs[0] ?? null;
  switch (policy) {
    case 'UNIQUE':
      return outputs.length > 1
        ? { ok: false, message: `${outputs.length} Regeln treffen zu, erlaubt ist eine (Trefferregel UNIQUE).` }
        : { ok: true, value: first };
    case 'ANY':
      return outputs.every((output) => equal(output, first) === true)
        ? { ok: true, value: first }
        : { ok: false, message: 'Mehrere Regeln treffen mit verschiedenen Ergebnissen zu (Trefferregel ANY).' };
    case 'FIRST':
      return { ok: true, value: first };
    case 'PRIORITY':
      return { ok: true, value: outputs.toSorted((a, b) => rank(a) - rank(b))[0] ?? null };
    case 'OUTPUT ORDER':
      return { ok: true, value: outputs.toSorted((a, b) => rank(a) - rank(b)) };
    case 'RULE ORDER':
      return { ok: true, value: outputs };
    case 'COLLECT':
      return aggregation === null ? { ok: true, value: outputs } : aggregate(aggregation, outputs);
  }
}

function aggregate(aggregation: Aggregation, outputs: Value[]): Hits {
  if (aggregation === 'COUNT') return { ok: true, value: outputs.length };
  let total: Value = outputs[0] ?? null;
  for (const output of outputs.slice(1)) {
    const order = compare(output, total);
    if (order === undefined)
      return { ok: false, message: `Die Ergebnisse lassen sich nicht mit ${aggregation} zusammenfassen.` };
    if (aggregation === 'SUM') total = isNumber(total) && isNumber(output) ? add(total, output) : null;
    else if (aggregation === 'MIN' ? order < 0 : order > 0) total = output;
  }
  return aggregation === 'SUM' && !isNumber(total)
    ? { ok: false, message: 'Die Ergebnisse sind keine Zahlen und lassen sich nicht zusammenzählen.' }
    : { ok: true, value: total };
}
