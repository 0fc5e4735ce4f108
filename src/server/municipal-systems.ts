import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface MunicipalSystems {
  url: string;
  stop(): Promise<void>;
}

/** Starts the simulated municipal systems of the demo as a process of their own. It ends when we end, however we end. */
export async function startMunicipalSystems(): Promise<MunicipalSystems> {
  const script = fileURLToPath(new URL('../../municipal-systems/main.js', import.meta.url));
  const child = spawn(process.execPath, [script, '0', '--end-with-parent'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await Promise.race([
    announcedUrl(child),
    once(child, 'exit').then(() => Promise.reject(new Error('The simulated municipal systems did not start.'))),
  ]);
  return { url, stop: () => stop(child) };
}

async function announcedUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The simulated municipal systems have no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('The simulated municipal systems did not say where they listen.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
