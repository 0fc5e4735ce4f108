import { join } from 'node:path';
import type { MethodDefinition, PackageDefinition, ServiceDefinition } from '@grpc/proto-loader';
import { loadSync } from '@grpc/proto-loader';

/** Keys stay decimal strings: a 64-bit number has more digits than a JavaScript number. */
const OPTIONS = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true } as const;

/** Everything `gateway.proto` defines, for the server and for reflection. */
export const contract: PackageDefinition = loadSync(join(import.meta.dirname, 'gateway.proto'), OPTIONS);

export const SERVICE_NAME = 'gateway_protocol.Gateway';

/** What a request becomes that is no message of the contract. */
export const UNREADABLE = Symbol('unreadable request');

/** The service; garbage reaches the handler as {@link UNREADABLE}, because the library would call it an INTERNAL error of ours. */
export function gatewayService(): ServiceDefinition {
  const service = contract[SERVICE_NAME] as ServiceDefinition;
  return Object.fromEntries(Object.entries(service).map(([name, method]) => [name, readingAnything(method)]));
}

function readingAnything(method: MethodDefinition<object, object>): MethodDefinition<object, object> {
  const requestDeserialize = (bytes: Buffer): object => {
    try {
      return method.requestDeserialize(bytes);
    } catch {
      return { [UNREADABLE]: true };
    }
  };
  return { ...method, requestDeserialize };
}
