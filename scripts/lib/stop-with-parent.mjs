/**
 * Sends this process a SIGTERM when the npm that runs it has gone: npm passes a signal on to its shell only, so without
 * this `kill <pid of npm>` would leave the server and its database running. Ctrl-C needs no help, it reaches everybody.
 */
export function stopWithParent() {
  // Started by hand in the background, a process may outlive its shell on purpose.
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
