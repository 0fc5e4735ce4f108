import { describe, expect, it } from '@jest/globals';
import { fingerprint, judgeStep, replaceStep, stepData } from './merge-step.js';

const step = (name: string, path: string, components: object[]) => ({
  id: name,
  type: 'group',
  path,
  components,
  properties: { step: name },
});
const schema = {
  id: 'f',
  components: [
    step('Eins', 'a', [{ id: 'n', type: 'textfield', key: 'name', validate: { required: true } }]),
    step('Zwei', 'b', [
      {
        id: 'm',
        type: 'textfield',
        key: 'mehr',
        conditional: { hide: '=a.name != "Anna"' },
        validate: { required: true },
      },
      { id: 'd', type: 'filepicker', key: 'dateien' },
    ]),
  ] as never,
};
const options = { now: 0 };

describe('merging a step', () => {
  it('should replace one page and keep the others', () => {
    const stored = { a: { name: 'Anna' }, b: { mehr: 'x' } };
    expect(replaceStep(schema, 'Zwei', stored, { b: { mehr: 'y' }, a: { name: 'Böse' } }, options)).toEqual({
      a: { name: 'Anna' },
      b: { mehr: 'y' },
    });
  });

  it('should let conditions look at other pages', () => {
    expect(stepData(schema, 'Zwei', { a: { name: 'Anna' }, b: { mehr: 'x' } }, options)).toEqual({ b: { mehr: 'x' } });
    expect(stepData(schema, 'Zwei', { a: { name: 'Beat' }, b: { mehr: 'x' } }, options)).toEqual({});
  });

  it('should report a file that is gone instead of dropping it', () => {
    const errors = judgeStep(schema, 'Zwei', { b: { dateien: ['weg'] } }, { a: { name: 'Beat' } }, options);
    expect(errors.map(({ fieldId }) => fieldId)).toEqual(['d']);
  });

  it('should give the same fingerprint whatever the order of keys', () => {
    expect(fingerprint({ a: 1, b: { c: 2, d: 3 } })).toBe(fingerprint({ b: { d: 3, c: 2 }, a: 1 }));
    expect(fingerprint({ a: 1 })).not.toBe(fingerprint({ a: 2 }));
  });
});
