import { createMunicipalSystems } from './server.js';

/** `node main.js [port]`: the simulated municipal systems of the demo, on loopback only. Port 0 picks a free one. */
const port = Number(process.argv[2] ?? 0);
const server = createMunicipalSystems();
server.listen(port, '127.0.0.1', () => {
  const address = server.address();
  console.log(`Simulierte Gemeindesysteme: http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
// The product that started us may be killed: its end of the pipe closes then, and nothing must be left running.
if (process.argv.includes('--end-with-parent')) {
  process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0));
  process.stdin.resume();
}
