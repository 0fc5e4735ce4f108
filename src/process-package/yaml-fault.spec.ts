import { parse } from 'yaml';
import { yamlFault } from './yaml-fault.js';

const faultOf = (text: string) => {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    return yamlFault(error);
  }
};

describe('yamlFault', () => {
  it.each([
    ['a: [1\nb: 2', 'Klammer'],
    ['a:\n\tb: 1', 'Tabulatoren'],
    ['a: 1\na: 2', 'zweimal'],
    ['a: 1\n  b: 2', 'unerwarteten Stelle'],
    ['a: "offen', 'fehlt ein Zeichen'],
  ])('should say of %j: %s', (text, expected) => {
    expect(faultOf(text)?.message).toContain(expected);
    expect(faultOf(text)?.message).not.toMatch(/\b(the|and|not|must|with|are)\b/i);
    expect(faultOf(text)?.line).toEqual(expect.any(Number));
  });

  it('should find words for whatever else is thrown', () => {
    expect(yamlFault(new Error('Excessive alias count')).message).toBe(
      'Kein gültiges YAML: Diese Stelle ist nicht lesbar.',
    );
  });
});
