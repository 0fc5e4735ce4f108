import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { StartProblem } from '../../../config/start-problem.js';

/** Certificate (whole chain) and private key, PEM. */
export interface Certificate {
  cert: Buffer;
  key: Buffer;
}

/** The files of GRPC_CERTIFICATE and GRPC_KEY. @throws StartProblem with what is wrong */
export function readCertificate(certificateFile: string, keyFile: string): Certificate {
  const cert = readPem('GRPC_CERTIFICATE', certificateFile);
  const key = readPem('GRPC_KEY', keyFile);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new StartProblem(
      `GRPC_CERTIFICATE and GRPC_KEY cannot be used together: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  return { cert, key };
}

function readPem(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new StartProblem(`${variable} is set to "${file}", which cannot be read.`);
  }
}
