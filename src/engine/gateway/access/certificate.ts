import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import { StartProblem } from '../../../config/start-problem.js';

/** TLS with the files of GRPC_CERTIFICATE and GRPC_KEY (PEM). @throws StartProblem with what is wrong */
export function readCertificate(certificateFile: string, keyFile: string): ServerCredentials {
  const cert_chain = readPem('GRPC_CERTIFICATE', certificateFile);
  const private_key = readPem('GRPC_KEY', keyFile);
  try {
    createSecureContext({ cert: cert_chain, key: private_key });
  } catch (error) {
    throw new StartProblem(
      `GRPC_CERTIFICATE and GRPC_KEY cannot be used together: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  return ServerCredentials.createSsl(null, [{ cert_chain, private_key }]);
}

function readPem(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new StartProblem(`${variable} is set to "${file}", which cannot be read.`);
  }
}
