import type { ServerWritableStream } from '@grpc/grpc-js';

export type ServerStream<Request> = ServerWritableStream<Request, object>;

/**
 * Resolves true when the message has left for the client, false when the client has gone before. A client that reads slowly
 * makes the caller wait: the connection takes only as much as the client has room for.
 */
export function writeMessage(call: ServerStream<unknown>, message: object): Promise<boolean> {
  if (call.cancelled) return Promise.resolve(false);
  return new Promise((resolve) => {
    const gone = () => resolve(false);
    call.once('cancelled', gone);
    call.write(message, (error?: Error | null) => {
      call.off('cancelled', gone);
      resolve(!error);
    });
  });
}

/** Aborts when the client hangs up or the signal says so. */
export function untilGone(call: ServerStream<unknown>, stopping: AbortSignal): { signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (call.cancelled || stopping.aborted) abort();
  call.once('cancelled', abort);
  stopping.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    done: () => {
      call.off('cancelled', abort);
      stopping.removeEventListener('abort', abort);
    },
  };
}
