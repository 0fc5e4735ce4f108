export type * from './feel.js';
