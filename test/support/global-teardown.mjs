import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  const { server, dataDir, build } = globalThis.__dscTest;
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(build, { recursive: true, force: true });
}
