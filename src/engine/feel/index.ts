export type * from './feel.js';
export { compileExpression, type CompileOptions } from './compile-expression.js';
