import fc from 'fast-check';
import { Heap } from './heap.js';

describe('Heap', () => {
  it('should give back in order whatever is pushed and popped in between', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer(), { freq: 4 })), (steps) => {
        const heap = new Heap<number>((a, b) => a < b);
        const model: number[] = [];
        for (const step of steps) {
          if (step === null) {
            expect(heap.pop()).toBe(model.shift());
          } else {
            heap.push(step);
            model.push(step);
            model.sort((a, b) => a - b);
          }
          expect(heap.peek()).toBe(model[0]);
          expect(heap.size).toBe(model.length);
        }
      }),
    );
  });
});
