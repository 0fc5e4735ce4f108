import { readFileSync } from 'node:fs';
import type { Environment } from '../../config/environment.js';
import { StartProblem } from '../../config/start-problem.js';
import type { ZeebeEngineOptions } from './zeebe-options.js';

/** The cluster that the environment names. @throws StartProblem when its certificates cannot be read */
export function readCluster(environment: Environment): Pick<ZeebeEngineOptions, 'connection' | 'records'> {
  const {
    ZEEBE_CLIENT_ID: clientId,
    ZEEBE_CLIENT_SECRET: clientSecret = '',
    ZEEBE_AUTHORIZATION_SERVER_URL: url = '',
    ZEEBE_TOKEN_AUDIENCE: audience = '',
    ZEEBE_TOKEN_SCOPE: scope,
    ZEEBE_BASIC_AUTH_USERNAME: username,
    ZEEBE_BASIC_AUTH_PASSWORD: password = '',
    ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH: rootCertificates,
  } = environment;
  return {
    connection: {
      address: environment.ZEEBE_ADDRESS,
      restAddress: environment.ZEEBE_REST_ADDRESS.replace(/\/+$/, ''),
      secure: environment.ZEEBE_SECURE_CONNECTION || clientId !== undefined,
      ...(rootCertificates === undefined ? {} : { rootCertificates: readCertificates(rootCertificates) }),
      ...(clientId === undefined
        ? {}
        : { oauth: { url, audience, clientId, clientSecret, ...(scope === undefined ? {} : { scope }) } }),
      ...(username === undefined ? {} : { basic: { username, password } }),
    },
    records: {
      host: environment.ZEEBE_RECORDS_HOST,
      port: environment.ZEEBE_RECORDS_PORT,
      password: environment.ZEEBE_RECORDS_PASSWORD ?? '',
    },
  };
}

function readCertificates(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new StartProblem(
      `ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH is "${path}", which cannot be read: ${(error as Error).message}.`,
    );
  }
}
