import type {
  CompleteJobRequest,
  FailJobRequest,
  ThrowErrorRequest,
  UpdateJobRetriesRequest,
  UpdateJobTimeoutRequest,
} from '../messages.js';
import { readMilliseconds, readVariables } from '../read-request.js';
import { send, type UnaryCall } from './unary-call.js';

export const completeJob: UnaryCall<CompleteJobRequest> = async (engine, { jobKey, variables }) => {
  await send(engine, { type: 'completeJob', jobKey, variables: readVariables(variables) });
  return {};
};

export const failJob: UnaryCall<FailJobRequest> = async (engine, request) => {
  const { jobKey, retries, errorMessage } = request;
  const retryBackOff = readMilliseconds(request.retryBackOff);
  const variables = readVariables(request.variables);
  await send(engine, { type: 'failJob', jobKey, retries, errorMessage, retryBackOff, variables });
  return {};
};

export const throwError: UnaryCall<ThrowErrorRequest> = async (engine, request) => {
  const { jobKey, errorCode, errorMessage } = request;
  await send(engine, {
    type: 'throwError',
    jobKey,
    errorCode,
    errorMessage,
    variables: readVariables(request.variables),
  });
  return {};
};

export const updateJobRetries: UnaryCall<UpdateJobRetriesRequest> = async (engine, { jobKey, retries }) => {
  await send(engine, { type: 'updateJobRetries', jobKey, retries });
  return {};
};

export const updateJobTimeout: UnaryCall<UpdateJobTimeoutRequest> = async (engine, { jobKey, timeout }) => {
  await send(engine, { type: 'updateJobTimeout', jobKey, timeout: readMilliseconds(timeout) });
  return {};
};
