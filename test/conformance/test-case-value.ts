/** Values as the test case format of the DMN TCK writes them: XML with `xsi:type`, `xsi:nil`, lists and components. */
import type { JsonValue } from '../../src/engine/engine.js';
import { childNamed, childrenNamed, type XmlElement } from '../../src/engine/feel/dmn/xml-element.js';
import { compileExpression } from '../../src/engine/feel/index.js';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../../src/engine/feel/temporal/parse-temporal.js';
import type { Value } from '../../src/engine/feel/values.js';

const NUMBERS = ['decimal', 'double', 'float', 'integer', 'int', 'long'];
interface Reader {
  /** FEEL function that reads the text of an XML Schema type. */
  name: string;
  parse: (text: string) => Value;
}
const DURATION: Reader = { name: 'duration', parse: parseDuration };
const READERS: Record<string, Reader> = {
  date: { name: 'date', parse: parseDate },
  time: { name: 'time', parse: parseTime },
  dateTime: { name: 'date and time', parse: parseDateTime },
  duration: DURATION,
  dayTimeDuration: DURATION,
  yearMonthDuration: DURATION,
};
const TOLERANCE = 1e-9;

const isNil = (element: XmlElement): boolean => element.attributes['nil'] === 'true';
const typeOf = (value: XmlElement): string => (value.attributes['type'] ?? 'string').replace(/^.*:/, '');

/**
 * The value of an `inputNode`. A test case says of each value what it is, so a date is one also where the model declares no
 * type; the JSON of a process could only give its text there.
 */
export function inputOf(holder: XmlElement): Value {
  const components = childrenNamed(holder, 'component');
  if (components.length > 0)
    return Object.fromEntries(components.map((component) => [component.attributes['name'] ?? '', inputOf(component)]));
  const list = childNamed(holder, 'list');
  if (list) return isNil(list) ? null : childrenNamed(list, 'item').map(inputOf);
  const value = childNamed(holder, 'value');
  if (!value || isNil(value)) return null;
  if (NUMBERS.includes(typeOf(value))) return Number(value.text);
  if (typeOf(value) === 'boolean') return value.text.trim() === 'true';
  return READERS[typeOf(value)]?.parse(value.text) ?? value.text;
}

/** Whether an answer is the expected one; dates and durations by their meaning, not their spelling. */
export function matchesExpected(actual: JsonValue, expected: XmlElement | undefined): boolean {
  if (!expected) return actual === null;
  const components = childrenNamed(expected, 'component');
  if (components.length > 0) return matchesComponents(actual, components);
  const list = childNamed(expected, 'list');
  if (list && !isNil(list)) {
    const items = childrenNamed(list, 'item');
    return (
      Array.isArray(actual) &&
      actual.length === items.length &&
      items.every((item, index) => matchesExpected(actual[index] ?? null, item))
    );
  }
  const value = childNamed(expected, 'value');
  return value && !isNil(value) ? matchesText(actual, value.text, typeOf(value)) : actual === null;
}

/** Durations leave as java.time writes them: `P-1Y-2M` for `-P1Y2M`, `P0D` for no time of either kind. */
function withOneSign(duration: JsonValue): JsonValue {
  if (typeof duration !== 'string') return duration;
  if (/^-?P(?:0[YM])+$/.test(duration)) return 'P0D';
  return /^P(?:-\d+[YM])+$/.test(duration) ? `-${duration.replaceAll('-', '')}` : duration;
}

function matchesComponents(actual: JsonValue, components: readonly XmlElement[]): boolean {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
  return (
    Object.keys(actual).length === components.length &&
    components.every((component) => {
      const name = component.attributes['name'] ?? '';
      return Object.hasOwn(actual, name) && matchesExpected(actual[name] ?? null, component);
    })
  );
}

function matchesText(actual: JsonValue, text: string, type: string): boolean {
  if (NUMBERS.includes(type))
    return typeof actual === 'number' && Math.abs(actual - Number(text)) <= TOLERANCE * Math.max(1, Math.abs(actual));
  if (type === 'boolean') return actual === (text.trim() === 'true');
  const reader = READERS[type];
  if (!reader || actual === text) return actual === text;
  const same = compileExpression(`${reader.name}(a) = ${reader.name}(b)`);
  if (!same.ok) throw new Error(same.message);
  const [a, b] = [actual, text].map((side) => (reader === DURATION ? withOneSign(side) : side));
  const variables: Record<string, JsonValue> = { a: a ?? null, b: b ?? null };
  const result = same.value.evaluate({ get: (name) => variables[name] }, { now: 0 });
  return result.ok && result.value === true;
}
