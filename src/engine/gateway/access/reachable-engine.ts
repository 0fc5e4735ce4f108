import { status } from '@grpc/grpc-js';
import type { ActivateJobs, Engine, EngineCommand, EngineCommandType, Reach } from '../../engine.js';
import { StatusError } from '../status-error.js';

/** As much of the engine as a client may use. */
export type GatewayEngine = Pick<Engine, 'execute' | 'activateJobs' | 'returnJobs' | 'health'>;

/** What a client that is there for certain jobs may do. */
const WORK = new Set<EngineCommandType>(['completeJob', 'failJob', 'throwError', 'updateJobTimeout']);

/**
 * The engine as one client sees it: commands that name another tenant, jobs of other types, and everything but work for a
 * client with job types are PERMISSION_DENIED; keys that belong to others are NOT_FOUND.
 */
export function reachableEngine(engine: Engine, reach: Reach): GatewayEngine {
  const { tenants, jobTypes } = reach;
  const checkCommand = (command: EngineCommand) => {
    if (jobTypes && !WORK.has(command.type)) throw denied('this command; it may work on jobs');
    if ('tenantId' in command && !tenants.includes(command.tenantId)) throw denied(`tenant '${command.tenantId}'`);
  };
  const checkRequest = ({ type, tenantIds = [] }: ActivateJobs) => {
    const foreign = tenantIds.find((tenantId) => !tenants.includes(tenantId));
    if (foreign !== undefined) throw denied(`tenant '${foreign}'`);
    if (jobTypes && !jobTypes.includes(type)) throw denied(`jobs of type '${type}'`);
  };
  return {
    execute: async (command, options) => {
      checkCommand(command);
      return engine.execute(command, { ...options, only: reach });
    },
    activateJobs: async (request) => {
      checkRequest(request);
      return engine.activateJobs(request);
    },
    returnJobs: (jobs) => engine.returnJobs(jobs),
    health: () => engine.health(),
  };
}

const denied = (what: string): StatusError =>
  new StatusError(status.PERMISSION_DENIED, `Expected to handle gRPC request, but the client may not use ${what}`);
