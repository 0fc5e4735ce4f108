import type { Builtin } from './builtin.js';
import { contextFunctions } from './context-functions.js';
import { listFunctions } from './list-functions.js';
import { numberFunctions } from './number-functions.js';
import { rangeFunctions } from './range-functions.js';
import { temporalFunctions } from './temporal-functions.js';
import { textFunctions } from './text-functions.js';

/** All built-in functions by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [
    ...textFunctions,
    ...numberFunctions,
    ...listFunctions,
    ...contextFunctions,
    ...temporalFunctions,
    ...rangeFunctions,
  ].map((builtin) => [builtin.name, builtin]),
);
