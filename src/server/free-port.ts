import { createServer } from 'node:net';

/** Undefined when the port can be had, else one sentence that says why not and what to do; `variable` is where it is set. */
export function portProblem(
  port: number,
  host: string,
  variable: 'PORT' | 'GRPC_PORT' | 'ZEEBE_REST_PORT' | 'ZEEBE_RECORDS_PORT' = 'PORT',
): Promise<string | undefined> {
  if (port === 0) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        resolve(
          `${variable} ${port} is taken by another program. Stop that program, or choose another port: ${variable}=${port + 1} npm start`,
        );
      } else resolve(`${variable} ${port} on HOST ${host} cannot be used: ${error.message}.`);
    });
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
