import { packBody, unpackBody } from './body.js';

describe('body of a batch', () => {
  it('should give back short and long texts', () => {
    for (const text of ['[]', '["ä"]', `["${'Zürich – '.repeat(1_000)}"]`])
      expect(unpackBody(packBody(text))).toBe(text);
  });

  it('should store long bodies in a fraction of their size and short ones as they are', () => {
    const long = JSON.stringify(Array.from({ length: 500 }, (_, number) => [1, 4, number * 17, 0, 2, 9, 3]));
    expect(packBody(long).length).toBeLessThan(long.length / 3);
    expect(packBody('[1]').toString()).toBe('[1]');
  });
});
