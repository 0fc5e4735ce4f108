/**
 * The configuration: one schema, and the only place that reads `process.env`.
 * `npm start -- --help` prints it; a wrong value stops the start with one sentence that names it.
 */
import { z } from 'zod';

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0', 'on', 'off'])
    .default(fallback ? 'on' : 'off')
    .transform((value) => value === 'true' || value === '1' || value === 'on');

const PORT_EXPECTED = 'a whole number from 0 to 65535 is expected';
const port = (fallback: number) =>
  z.coerce
    .number({ error: PORT_EXPECTED })
    .int({ error: PORT_EXPECTED })
    .min(0, { error: PORT_EXPECTED })
    .max(65535, { error: PORT_EXPECTED })
    .default(fallback);

const DAYS_EXPECTED = 'a whole number from 7 to 36500 is expected';

const webAddress = () =>
  z.url({ protocol: /^https?$/, error: 'an address that begins with http:// or https:// is expected' });

const mappingMode = () => z.enum(['COMBINED', 'ORDERED']).default('COMBINED');

const optionalText = (description: string) => z.string().min(1).optional().describe(description);

/** The names that Zeebe's own clients use, and where the cluster's records come in. */
const zeebeSettings = {
  ZEEBE_ADDRESS: z
    .string()
    .min(1)
    .default('127.0.0.1:26500')
    .describe("Host and port of the cluster's gateway (gRPC)."),
  ZEEBE_REST_ADDRESS: webAddress()
    .default('http://127.0.0.1:8080')
    .describe("Base address of the gateway's REST API; user tasks are completed there."),
  ZEEBE_SECURE_CONNECTION: flag(false).describe('TLS to the gateway; always on with ZEEBE_CLIENT_ID.'),
  ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH: optionalText('File with the root certificates (PEM) of the gateway.'),
  ZEEBE_CLIENT_ID: optionalText('Sign-in at the gateway by OAuth: the client; with the next three.'),
  ZEEBE_CLIENT_SECRET: optionalText("OAuth: the client's secret."),
  ZEEBE_AUTHORIZATION_SERVER_URL: webAddress().optional().describe('OAuth: where tokens are given.'),
  ZEEBE_TOKEN_AUDIENCE: optionalText('OAuth: audience of the tokens.'),
  ZEEBE_TOKEN_SCOPE: optionalText('OAuth: scope of the tokens, where the server asks for one.'),
  ZEEBE_BASIC_AUTH_USERNAME: optionalText('Sign-in at the gateway by name and password instead.'),
  ZEEBE_BASIC_AUTH_PASSWORD: optionalText('The password for it.'),
  ZEEBE_RECORDS_PORT: port(9301).describe("Port to which the cluster's Elasticsearch exporter posts its records."),
  ZEEBE_RECORDS_HOST: z.string().min(1).default('127.0.0.1').describe('Address that port binds to.'),
  ZEEBE_RECORDS_PASSWORD: z
    .string()
    .min(16, { error: 'at least 16 characters are expected' })
    .optional()
    .describe(
      'Secret of the exporter (its user name is zeebe). Without it the product does not start with ENGINE=zeebe.',
    ),
};

export const environmentSchema = z.object({
  PORT: port(3000).describe('Port of the web server; 0 picks a free one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address the web server binds to.'),
  DATA_DIR: z.string().min(1).default('./data').describe('Folder for the embedded database, secrets and file exports.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address that begins with postgres:// is expected' })
    .optional()
    .describe(
      'PostgreSQL 15 or later, as a role that may create roles and tables. Absent: an embedded PostgreSQL 18 in DATA_DIR.',
    ),
  ENGINE: z
    .enum(['embedded', 'zeebe'])
    .default('embedded')
    .describe('Which engine runs the processes: the embedded one, or a Zeebe cluster (ZEEBE_…).'),
  ENGINE_INPUT_MAPPINGS: mappingMode().describe(
    'Input mappings: COMBINED into one context as Zeebe does, or ORDERED, one after the other (Camunda 8.10).',
  ),
  ENGINE_OUTPUT_MAPPINGS: mappingMode().describe('The same for output mappings.'),
  GRPC_PORT: port(26500).describe("Port of Zeebe's gRPC API in front of the embedded engine; 0 picks a free one."),
  ZEEBE_REST_PORT: port(26580).describe(
    "Port of the part of Zeebe's REST API that gRPC lacks (user tasks, topology) and of the token endpoint; 0 picks a free one.",
  ),
  GRPC_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address that both bind to. Other than loopback: only with GRPC_CERTIFICATE, GRPC_KEY and GRPC_CLIENTS.'),
  GRPC_CERTIFICATE: z
    .string()
    .min(1)
    .optional()
    .describe('File with the certificate (PEM, whole chain) for TLS. Absent: no TLS, loopback only.'),
  GRPC_KEY: z.string().min(1).optional().describe('File with the private key of that certificate (PEM).'),
  GRPC_CLIENTS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File with the clients that may connect, their tenants and job types (JSON). Absent: whoever reaches the port may do everything.',
    ),
  ...zeebeSettings,
  PUBLIC_URL: webAddress()
    .optional()
    .describe('Address under which people reach the pages; used in letters and mails. Absent: http://HOST:PORT.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'an address that begins with smtp:// or smtps:// is expected' })
    .optional()
    .describe('Mail server. Absent: mails stay in a mailbox that the demo shows.'),
  MAIL_FROM: z.string().min(3).default('Digital Service Center <no-reply@dsc.example>').describe('Sender of mails.'),
  DEMO: flag(true).describe(
    'Demo region: invented data, demo accounts, simulated municipal systems. Off in production.',
  ),
  DEMO_PUBLIC: flag(false).describe('Allows DEMO together with a HOST other than loopback. The second «yes».'),
  CENTER_ACCOUNT: z
    .email()
    .optional()
    .describe(
      'E-mail of the first account of the support center; made on start when it is missing, its password is printed once.',
    ),
  METRICS_TOKEN: z
    .string()
    .min(16, { error: 'at least 16 characters are expected' })
    .optional()
    .describe('Bearer token for /metrics from other machines. Absent: loopback only.'),
  MUNICIPAL_SYSTEMS_URL: webAddress()
    .optional()
    .describe('Base address of the municipal systems; demo mode starts simulated ones when absent.'),
  TRUST_PROXY: flag(false).describe('Take the client address from X-Forwarded-For of a proxy in front.'),
  LOG_RETENTION_DAYS: z.coerce
    .number({ error: DAYS_EXPECTED })
    .int({ error: DAYS_EXPECTED })
    .min(7, { error: DAYS_EXPECTED })
    .max(36_500, { error: DAYS_EXPECTED })
    .default(400)
    .describe("Days that the engine's log is kept; cases and their documents have periods of their own."),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** Nest injection token of the validated environment. */
export const ENVIRONMENT = Symbol('Environment');

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

export type EnvironmentResult = { ok: true; value: Environment } | { ok: false; message: string };

/** Validates the variables; the message names the first wrong one, what it is and what it should be. */
export function readEnvironment(source: Record<string, string | undefined> = process.env): EnvironmentResult {
  const known: Record<string, string> = {};
  for (const name of Object.keys(environmentSchema.shape)) {
    const value = source[name];
    if (value !== undefined && value !== '') known[name] = value;
  }
  const parsed = environmentSchema.safeParse(known);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'configuration');
    return {
      ok: false,
      message: `${name} is set to "${shown(name, known[name] ?? '')}", which cannot be used: ${issue?.message ?? 'invalid value'}.`,
    };
  }
  const value = parsed.data;
  if (value.DEMO && !LOOPBACK.has(value.HOST) && !value.DEMO_PUBLIC) {
    return {
      ok: false,
      message: `HOST is "${value.HOST}", but DEMO is on: demo accounts must not be reachable from other machines. Set DEMO=off, or DEMO_PUBLIC=on if you really mean it.`,
    };
  }
  const problem = value.ENGINE === 'zeebe' ? clusterProblem(value) : gatewayProblem(value);
  return problem === undefined ? { ok: true, value } : { ok: false, message: problem };
}

/** Other machines reach the engine encrypted, and by name, or not at all. */
function gatewayProblem({ GRPC_HOST, GRPC_CERTIFICATE, GRPC_KEY, GRPC_CLIENTS }: Environment): string | undefined {
  if ((GRPC_CERTIFICATE === undefined) !== (GRPC_KEY === undefined)) {
    return 'GRPC_CERTIFICATE and GRPC_KEY belong together, but only one of them is set.';
  }
  if (LOOPBACK.has(GRPC_HOST) || (GRPC_CERTIFICATE !== undefined && GRPC_CLIENTS !== undefined)) return undefined;
  return `GRPC_HOST is "${GRPC_HOST}": the engine is reached from other machines with TLS and credentials only. Set GRPC_CERTIFICATE, GRPC_KEY and GRPC_CLIENTS, or leave GRPC_HOST at 127.0.0.1.`;
}

/** Half a sign-in would be noticed at the first command only. */
function clusterProblem(value: Environment): string | undefined {
  if (value.ZEEBE_RECORDS_PASSWORD === undefined) {
    return 'ZEEBE_RECORDS_PASSWORD is missing: without it anybody could post records of the cluster. Set it here and at the exporter (args.authentication).';
  }
  const together = [
    ['ZEEBE_CLIENT_ID', 'ZEEBE_CLIENT_SECRET', 'ZEEBE_AUTHORIZATION_SERVER_URL', 'ZEEBE_TOKEN_AUDIENCE'],
    ['ZEEBE_BASIC_AUTH_USERNAME', 'ZEEBE_BASIC_AUTH_PASSWORD'],
  ] as const;
  for (const names of together) {
    const set = names.filter((name) => value[name] !== undefined);
    if (set.length > 0 && set.length < names.length)
      return `${names.join(', ')} belong together, but only ${set.join(', ')} is set.`;
  }
  return undefined;
}

/** Terminals are read by others and kept in logs: no secret stands there. */
const shown = (name: string, value: string): string =>
  /_(TOKEN|SECRET|PASSWORD)$/.test(name) ? '…' : value.replace(/\/\/[^/@]*@/, '//…@');

/** The table behind `npm start -- --help`. */
export function describeEnvironment(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const fallback = environmentSchema.shape[name as keyof typeof environmentSchema.shape].safeParse(undefined);
    const value = fallback.success && fallback.data !== undefined ? String(fallback.data) : '–';
    return { name, value: value === 'true' ? 'on' : value === 'false' ? 'off' : value, text: schema.description ?? '' };
  });
  const width = Math.max(...rows.map((row) => row.name.length));
  return rows
    .map((row) => `  ${row.name.padEnd(width)}  ${row.text}\n  ${''.padEnd(width)}  Default: ${row.value}`)
    .join('\n');
}
