export type * from './graph.js';
export { compileBpmn, compileDeployed, checkBpmn, type CompiledBpmn } from './compile-bpmn.js';
export { describeFindings, isError, type Finding } from './finding.js';
export { readForm } from './read-form.js';
export { checkXmlText } from './read-xml.js';
