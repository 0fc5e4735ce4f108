import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** `npm run engine:move` as an operator gives it; `text` is all that it says. */
export async function engineMove(
  environment: Record<string, string>,
  ...words: string[]
): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, ['scripts/engine-move.mjs', ...words], {
    env: { ...process.env, ...environment, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  return { code, text };
}
