import type { JsonValue } from '../../engine.js';
import type { CompiledExpression, FeelKind, FeelResult, VariableContext } from '../../feel/feel.js';
import type { Dynamic } from '../../model/index.js';
import type { StepRun } from '../step/step-run.js';
import { Failure } from './failure.js';
import { MOST_CHARACTERS, sizeOf } from './size.js';

/** FEEL types in Zeebe's words. */
const TYPE_NAMES: Readonly<Record<FeelKind, string>> = {
  null: 'NULL',
  boolean: 'BOOLEAN',
  number: 'NUMBER',
  string: 'STRING',
  list: 'ARRAY',
  context: 'OBJECT',
  date: 'DATE',
  time: 'TIME',
  'date-time': 'DATE_TIME',
  'days-time-duration': 'DURATION',
  'years-months-duration': 'PERIOD',
  range: 'RANGE',
  function: 'FUNCTION',
};

const IDENTIFIER = /^[A-Za-z_]\w*$/;

export type Evaluation = Extract<FeelResult, { ok: true }>;

export function evaluate(run: StepRun, expression: CompiledExpression, context: VariableContext): Evaluation | Failure {
  const result = expression.evaluate(context, run);
  if (result.ok) return isTooLarge(result.value) ? tooLarge(expression) : result;
  return new Failure(
    'EXTRACT_VALUE_ERROR',
    `Failed to evaluate expression '${expression.source}': ${result.message}${warningsOf(result)}`,
  );
}

/** Most results are small and no containers: nothing is counted then. */
const isTooLarge = (value: JsonValue): boolean =>
  (typeof value === 'object' ? value !== null : typeof value === 'string') && sizeOf(value) > MOST_CHARACTERS;

const tooLarge = ({ source }: CompiledExpression): Failure =>
  new Failure(
    'MESSAGE_SIZE_EXCEEDED',
    `The result of the expression '${source}' has more than ${MOST_CHARACTERS} characters`,
  );

/** A fixed text, or the text that the expression gives. */
export function evaluateString(run: StepRun, text: Dynamic, context: VariableContext): string | Failure {
  if (text.expression === null) return text.text;
  const result = evaluate(run, text.expression, context);
  if (result instanceof Failure) return result;
  return result.kind === 'string' ? (result.value as string) : wrongType(text.expression, result, 'STRING');
}

export function evaluateBoolean(
  run: StepRun,
  expression: CompiledExpression,
  context: VariableContext,
): boolean | Failure {
  const result = evaluate(run, expression, context);
  if (result instanceof Failure) return result;
  return result.kind === 'boolean' ? (result.value as boolean) : wrongType(expression, result, 'BOOLEAN');
}

export function evaluateList(
  run: StepRun,
  expression: CompiledExpression,
  context: VariableContext,
): readonly JsonValue[] | Failure {
  // A plain variable is the common case: taking it as it is saves a copy of the whole list for each round of a loop.
  if (IDENTIFIER.test(expression.source)) {
    const value = context.get(expression.source);
    if (Array.isArray(value)) return value;
  }
  const result = evaluate(run, expression, context);
  if (result instanceof Failure) return result;
  return Array.isArray(result.value) ? result.value : wrongType(expression, result, 'ARRAY');
}

export function wrongType(expression: CompiledExpression, result: Evaluation, expected: string): Failure {
  return new Failure(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.source}' to be ${quoteTypes(expected)}, but was '${TYPE_NAMES[result.kind]}'.${warningsOf(result)}`,
  );
}

const quoteTypes = (expected: string): string =>
  expected.includes('|') ? `one of '[${expected.replaceAll('|', ', ')}]'` : `'${expected}'`;

function warningsOf({ warnings }: FeelResult): string {
  if (warnings.length === 0) return '';
  const lines = warnings.map(({ type, message }) => `[${type}] ${message}`);
  return ` The evaluation reported the following warnings:\n${lines.join('\n')}`;
}
