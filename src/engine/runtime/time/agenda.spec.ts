import { Agenda } from './agenda.js';

describe('Agenda', () => {
  it('should give what is due soonest first, of one moment what was made first', () => {
    const agenda = new Agenda();
    agenda.add(20, 'timer', 4);
    agenda.add(20, 'timer', 3);
    agenda.add(10, 'message', 9);
    agenda.add(20, 'timer', 5);
    agenda.add(30, 'timer', 1);
    expect(agenda.take(20, 10).map(({ keys }) => keys[0])).toEqual([9, 3, 4, 5]);
    expect(agenda.nextAt).toBe(30);
  });
});
