// An engine in a process of its own, to be killed. Commands come over IPC, answers go back; nothing else is kept here.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , build, url] = process.argv;
const { EmbeddedEngine } = await import(pathToFileURL(join(build, 'engine', 'runtime', 'embedded-engine.js')).href);

const log = { info: () => undefined, error: (message, error) => console.error(message, error) };
const engine = new EmbeddedEngine({ url, clock: { now: () => Date.now() }, log });
await engine.start();

process.on('message', ({ id, kind, argument, options }) => {
  const answer = kind === 'execute' ? engine.execute(argument, options) : engine.activateJobs(argument);
  answer.then(
    (value) => process.send({ id, value }),
    (error) => process.send({ id, error: String(error) }),
  );
  if (kind === 'wake') engine.wakeOutbox();
});
process.send({ ready: true });
