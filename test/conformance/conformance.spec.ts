import { runFolder } from './run-test-cases.js';

const OWN = 'test/conformance/cases';
/** A checkout of the DMN TCK's test cases. It is not part of this repository; without it our own cases run. */
const TCK = process.env['DMN_TCK_DIR'];
const DEMANDED_SHARE = 3_000 / 3_495;

describe('Decision models', () => {
  it('should answer as the standard says', async () => {
    const { total, failures } = await runFolder(OWN);
    expect(failures).toEqual([]);
    expect(total).toBeGreaterThan(900);
  });

  if (TCK)
    it(`should answer as the suite in DMN_TCK_DIR says`, async () => {
      const { total, failures } = await runFolder(TCK);
      process.stderr.write(`${failures.join('\n')}\n${total - failures.length} of ${total} result nodes\n`);
      expect((total - failures.length) / total).toBeGreaterThanOrEqual(DEMANDED_SHARE);
    }, 600_000);
});
