import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningServer {
  /** Address of the pages. */
  url: string;
  /** Address of the simulated municipal systems. */
  systemsUrl: string;
  /** Where Zeebe clients connect: host and port. */
  gatewayAddress: string;
  dataDir: string;
  process: ChildProcess;
  /** Everything the server has printed so far. */
  output(): string;
  /** As Ctrl-C does: everything ends, the database last. Removes the data folder unless it is to be kept. */
  stop(options?: { keepData?: boolean }): Promise<void>;
}

/** Tests and benches run in the project's folder. */
const ROOT = process.cwd();

/** The product as people start it, with a database of its own and a free port. */
export async function startRunningServer(
  environment: Record<string, string> = {},
  dataDir = newDataDir(),
  command: [program: string, args: string[]] = [process.execPath, [join(ROOT, 'dist', 'server', 'main.js')]],
  cwd = ROOT,
): Promise<RunningServer> {
  const child = spawn(...command, {
    cwd,
    env: {
      ...process.env,
      PORT: '0',
      GRPC_PORT: '0',
      ZEEBE_REST_PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ready = new Promise<void>((resolveReady, reject) => {
    const read = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      if (text.includes('Stop with Ctrl-C')) resolveReady();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code}:\n${text}`)));
  });
  await ready;
  return {
    url: /Portal\s+(http\S+?)\/?\s/.exec(text)?.[1] ?? '',
    systemsUrl: /systems: (http\S+)/.exec(text)?.[1] ?? '',
    gatewayAddress: /Workers\s+(\S+)/.exec(text)?.[1] ?? '',
    dataDir,
    process: child,
    output: () => text,
    stop: async ({ keepData = false } = {}) => {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGINT');
        await exited;
      }
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL may run as another user (tests as root): the folder can be walked through. */
export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dsc-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
}
