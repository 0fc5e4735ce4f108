import { onlyLooks, readArguments } from './move-arguments.js';

describe('arguments of engine:move', () => {
  it('should know where to, and what is wanted', () => {
    expect(readArguments(['--to', 'zeebe'])).toEqual({ to: 'zeebe', apply: false, onlyMovable: false });
    expect(readArguments(['--apply', '--only-movable', '--to', 'embedded'])).toEqual({
      to: 'embedded',
      apply: true,
      onlyMovable: true,
    });
  });

  it.each([[[]], [['--to']], [['--to', 'camunda']], [['zeebe']], [['--to', 'zeebe', '--aply']]])(
    'should not understand %j',
    (words) => {
      expect(readArguments(words)).toBeUndefined();
    },
  );

  it('should let the product run only while nothing is asked of a cluster or written', () => {
    const looks = (...words: string[]): boolean | undefined => {
      const wanted = readArguments(words);
      return wanted && onlyLooks(wanted);
    };
    expect(looks('--to', 'zeebe')).toBe(true);
    expect(looks('--to', 'zeebe', '--apply')).toBe(false);
    expect(looks('--to', 'embedded')).toBe(false);
  });
});
