import { scenarios } from '../scenarios/index.js';

const wanted = process.env['CONTRACT'];

/** All scenarios, or those whose names contain the text in `CONTRACT`. */
export const selected = scenarios.filter(({ name }) => wanted === undefined || name.includes(wanted));
