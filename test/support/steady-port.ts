import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A free port below those that systems give to connections (from 32768): nobody gets it by chance while its server is away for
 * a moment and means to come back.
 */
export async function steadyPort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 26_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
