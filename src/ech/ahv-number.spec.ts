import { formatAhvNumber, normaliseAhvNumber } from './ahv-number.js';

describe('AHV number', () => {
  it('should accept the test numbers in any spelling', () => {
    expect(normaliseAhvNumber('756.9217.0769.85')).toBe('7569217076985');
    expect(normaliseAhvNumber('756 1234 5678 97')).toBe('7561234567897');
    expect(formatAhvNumber('7569217076985')).toBe('756.9217.0769.85');
  });

  it.each(['756.9217.0769.86', '757.9217.0769.85', '756.9217.0769', '', '756921707698A'])(
    'should refuse %s',
    (text) => {
      expect(normaliseAhvNumber(text)).toBeNull();
    },
  );
});
