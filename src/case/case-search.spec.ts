import { searchParameters } from './case-search.js';

describe('searchParameters', () => {
  it('should look up a whole case number by itself', () => {
    expect(searchParameters('6173-2026-0042')).toEqual([null, '6173-2026-0042']);
  });

  it('should search for anything else as words, with wildcards taken literally', () => {
    expect(searchParameters('50%_')).toEqual(['%50\\%\\_%', null]);
    expect(searchParameters('6173-2026')).toEqual(['%6173-2026%', null]);
  });

  it('should not restrict without words', () => {
    expect(searchParameters('')).toEqual([null, null]);
  });
});
