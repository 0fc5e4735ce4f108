import type { EngineCommand, EngineResponses } from '../../engine.js';
import type { GatewayEngine } from '../access/reachable-engine.js';
import { accepted } from '../status-error.js';

/** Answers one request with one message of the contract. @throws StatusError for everything a client has to know */
export type UnaryCall<Request> = (engine: GatewayEngine, request: Request) => Promise<object>;

/** Sends a command and gives its answer, or says in Zeebe's words why it was refused. */
export async function send<C extends EngineCommand>(
  engine: GatewayEngine,
  command: C,
): Promise<EngineResponses[C['type']]> {
  return accepted(command.type, await engine.execute(command));
}
