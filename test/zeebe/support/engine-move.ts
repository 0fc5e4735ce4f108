import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Cluster } from './cluster-server.js';

export interface EngineMove {
  child: ChildProcess;
  /** What it has printed so far. */
  text(): string;
  /** Null: it was killed. */
  ended: Promise<number | null>;
}

/** The command as an operator gives it. */
export function engineMove(cluster: Cluster, dataDir: string, ...words: string[]): EngineMove {
  const child = spawn(process.execPath, ['scripts/engine-move.mjs', ...words], {
    env: { ...process.env, ...cluster.environment(), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the script runs the command in a process below it.
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, text: () => text, ended };
}
