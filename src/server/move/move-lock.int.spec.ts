import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { testPool } from '../../../test/support/test-pool.js';
import { MoveLock, refuseWhileMoving } from './move-lock.js';

describe('lock of a move', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it('should keep the product out as long as cases move, and other moves', async () => {
    const lock = await MoveLock.take(database.ownerUrl);
    await expect(MoveLock.take(database.ownerUrl)).rejects.toThrow('Another move is under way');
    const starting = testPool(database.appUrl, 1);
    await expect(refuseWhileMoving(starting)).rejects.toThrow('move to the other engine just now');
    await lock.release();
    await refuseWhileMoving(starting);
    await expect(MoveLock.take(database.ownerUrl)).rejects.toThrow('A process of the product is connected');
    await starting.end();
  });
});
