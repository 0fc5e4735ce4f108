import { performance } from 'node:perf_hooks';

/**
 * How often this process woke up, and what it handled, while `milliseconds` passed: turns of the event loop (timers) plus
 * events of libuv (sockets). What waiting costs, whatever the machine.
 */
export async function loopEvents(milliseconds: number): Promise<number> {
  const soFar = () => {
    const { loopCount, events } = performance.nodeTiming.uvMetricsInfo;
    return loopCount + events;
  };
  const before = soFar();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return soFar() - before;
}
