/** `+ - * / **` on numbers, texts and temporal values. */
import type { Evaluation } from '../evaluation.js';
import type { Code, Scope } from '../evaluation.js';
import { add, divide, multiply, negate, power, smallPower, subtract, TRANSCENDENTAL_STEPS } from '../numbers.js';
import { addTemporal, scaleDuration, subtractTemporal } from '../temporal/temporal-arithmetic.js';
import { DayTimeDuration, YearMonthDuration } from '../temporal/temporal-values.js';
import type { Value } from '../values.js';
import { propertyOf } from '../properties.js';
import { isContext, isNumber, kindOf } from '../values.js';
import type { NameWithSigns } from './name-with-signs.js';
import { nameWithSigns } from './name-with-signs.js';
import type { NodeCompiler } from './compiler.js';
import { childrenOf } from './compiler.js';

type Operation = (a: Value, b: Value, evaluation: Evaluation) => Value;

const refuse = (evaluation: Evaluation, verb: string, a: Value, b: Value): null =>
  evaluation.warn('INVALID_TYPE', `Can't ${verb} '${kindOf(b)}' and '${kindOf(a)}'`);

const plus: Operation = (a, b, evaluation) => {
  if (isNumber(a) && isNumber(b)) return add(a, b);
  if (typeof a === 'string' && typeof b === 'string') return evaluation.text(a + b);
  return addTemporal(a, b) ?? refuse(evaluation, 'add', a, b);
};

const minus: Operation = (a, b, evaluation) => {
  if (isNumber(a) && isNumber(b)) return subtract(a, b);
  return subtractTemporal(a, b) ?? refuse(evaluation, 'subtract', a, b);
};

const times: Operation = (a, b, evaluation) => {
  if (isNumber(a) && isNumber(b)) return multiply(a, b);
  return scaleDuration(a, b, '*') ?? scaleDuration(b, a, '*') ?? refuse(evaluation, 'multiply', a, b);
};

const over: Operation = (a, b, evaluation) => {
  if (isNumber(a) && isNumber(b)) return divide(a, b) ?? evaluation.warn('INVALID_TYPE', "Can't divide by zero");
  return scaleDuration(a, b, '/') ?? refuse(evaluation, 'divide', a, b);
};

const toThe: Operation = (a, b, evaluation) => {
  if (!isNumber(a) || !isNumber(b)) return refuse(evaluation, 'raise', a, b);
  const small = smallPower(a, b);
  if (small !== null) return small;
  evaluation.spend(TRANSCENDENTAL_STEPS);
  return power(a, b);
};

const OPERATIONS: Record<string, Operation> = { '+': plus, '-': minus, '*': times, '/': over, '**': toThe };

function negateValue(value: Value, evaluation: Evaluation): Value {
  if (isNumber(value)) return negate(value);
  if (value instanceof DayTimeDuration) return new DayTimeDuration(-value.nanos);
  if (value instanceof YearMonthDuration) return new YearMonthDuration(0 - value.months);
  return evaluation.warn('INVALID_TYPE', `Can't negate '${kindOf(value)}'`);
}

const compileArithmetic: NodeCompiler = (node, compiler) => {
  const [first, second, third] = childrenOf(node);
  if (first?.name === 'ArithOp' && second) {
    const operand = compiler.compile(second);
    return (scope) => negateValue(operand(scope), scope.evaluation);
  }
  const operation = second && OPERATIONS[compiler.text(second)];
  if (!first || !operation || !third) throw compiler.error(node, 'ist nicht vollständig');
  const chain = nameWithSigns(node, compiler);
  return chain ? longestName(chain) : binary(compiler.compile(first), operation, compiler.compile(third));
};

/**
 * Where Zeebe computes a value it counts; else the longest run of names that is an entry is one name, and what follows is
 * computed.
 */
function longestName({ base, steps }: NameWithSigns): Code {
  const from = (at: number, holder: Value, scope: Scope): Value => {
    let value = propertyOf(holder, steps[at]?.name ?? '', scope.evaluation);
    for (const { operator, operand } of steps.slice(at + 1)) {
      const operation = OPERATIONS[operator];
      if (operation) value = operation(value, operand(scope), scope.evaluation);
    }
    return value;
  };
  return (scope) => {
    const holder = base(scope);
    const longest = isContext(holder) ? steps.findLastIndex(({ name }) => Object.hasOwn(holder, name)) : 0;
    if (longest <= 0) return from(0, holder, scope);
    return from(0, holder, scope) ?? from(longest, holder, scope);
  };
}

const binary =
  (left: Code, operation: Operation, right: Code): Code =>
  (scope) =>
    operation(left(scope), right(scope), scope.evaluation);

export const arithmeticNodes: Record<string, NodeCompiler> = { ArithmeticExpression: compileArithmetic };
