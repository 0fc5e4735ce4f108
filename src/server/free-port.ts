import { createServer } from 'node:net';

/** Undefined when the port can be had, else one sentence that says why not and what to do. */
export function portProblem(port: number, host: string): Promise<string | undefined> {
  if (port === 0) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        resolve(
          `PORT ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
        );
      } else resolve(`PORT ${port} on HOST ${host} cannot be used: ${error.message}.`);
    });
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
