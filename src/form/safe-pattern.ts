/** One rule for FEEL and forms: which regular expressions could run for hours. */
export { isRunaway } from '../engine/feel/index.js';
