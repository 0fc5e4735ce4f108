import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface EngineMove {
  /** All that it has said so far. */
  text(): string;
  /** Exit code; null: it was killed. */
  ended: Promise<number | null>;
  /** With everything that it has started. */
  kill(): void;
}

/** `npm run engine:move` as an operator gives it, while it runs. */
export function startEngineMove(environment: Record<string, string>, ...words: string[]): EngineMove {
  const child = spawn(process.execPath, ['scripts/engine-move.mjs', ...words], {
    env: { ...process.env, ...environment, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { text: () => text, ended, kill: () => void process.kill(-(child.pid ?? 0), 'SIGKILL') };
}

/** The same from its beginning to its end; `text` is all that it says. */
export async function engineMove(
  environment: Record<string, string>,
  ...words: string[]
): Promise<{ code: number | null; text: string }> {
  const { text, ended } = startEngineMove(environment, ...words);
  const code = await ended;
  return { code, text: text() };
}
