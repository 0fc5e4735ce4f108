import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { StartProblem } from '../../../config/start-problem.js';

const clientSchema = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,64}$/, { error: 'letters, digits, ".", "_" and "-" are expected' }),
  /** SHA-256 of the secret, in hexadecimal digits: whoever reads the file cannot sign in. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: '64 hexadecimal digits in lower case are expected' }),
  tenants: z.array(z.string().regex(/^(<default>|[\w.-]{1,31})$/, { error: 'a tenant is expected' })).min(1),
  jobTypes: z.array(z.string().min(1)).min(1).optional(),
});

/** Somebody who may connect: `tenants` are what it sees; with `jobTypes` it may work on those jobs and nothing else. */
export type GatewayClient = z.infer<typeof clientSchema>;

/** Reads the file of GRPC_CLIENTS, a JSON list. @throws StartProblem with what is wrong where */
export function readClientsFile(file: string): GatewayClient[] {
  const problem = (what: string) =>
    new StartProblem(`GRPC_CLIENTS is set to "${file}", which cannot be used: ${what}.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw problem((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'it is no JSON');
  }
  const parsed = z.array(clientSchema).min(1).safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw problem(`${issue?.message ?? 'invalid'} at ${issue?.path.join('.') || 'the list'}`);
  }
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw problem(`client "${twice}" is there twice`);
  return parsed.data;
}
