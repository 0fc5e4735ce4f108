import { fileURLToPath } from 'node:url';
import { readEnvironment } from './config/environment.js';
import { StartProblem } from './config/start-problem.js';
import { type RunningServer, startServer } from './server/start-server.js';
import { welcome } from './server/welcome.js';

/** Starts the product and serves until a signal ends it. */
export async function serve(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.ok) {
    console.error(environment.message);
    process.exit(1);
  }
  const starting = startServer(environment.value);
  stopOnSignal(starting);
  try {
    console.log(welcome(environment.value, await starting));
  } catch (error) {
    console.error(error instanceof StartProblem ? error.message : error);
    process.exit(1);
  }
}

/** From the first moment on: a start that is interrupted must not leave a database behind. */
function stopOnSignal(starting: Promise<RunningServer>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      starting
        .then((server) => server.stop())
        .then(
          () => process.exit(0),
          (error: unknown) => {
            console.error(error);
            process.exit(1);
          },
        );
    });
  }
}

/** Started by itself (`node dist/server/main.js`, Nest's watcher), not imported by `npm start`. */
const isEntry = process.argv[1]?.replace(/\.js$/, '') === fileURLToPath(import.meta.url).replace(/\.js$/, '');
if (isEntry) await serve();
