export type * from './feel.js';
export { compileExpression, type CompileOptions } from './compile-expression.js';
export { compileDecisionGraph } from './dmn/compile-decision-graph.js';
export { mayImport, readModelHeader } from './dmn/model-header.js';
export { isRunaway } from './regex/runaway.js';
