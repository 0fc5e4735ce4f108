import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EngineLog } from '../../runtime/engine-options.js';
import { type ExportedRecord, readBulk, UnreadableBulk } from './exported-record.js';

/** The exporter sends up to 10 MB and one record more. */
const MAX_BODY = 32 * 1024 * 1024;
const USER = 'zeebe';
const KEEP_ALIVE_MS = 300_000;
/** An exporter of a partition has up to thirty. */
const MOST_CONNECTIONS = 500;

export interface RecordsServerOptions {
  host: string;
  /** 0: a free one. */
  port: number;
  /** Secret of the exporter. */
  password: string;
  /** Resolves when the records are durable. */
  take: (records: ExportedRecord[]) => Promise<void>;
  log: EngineLog;
}

/**
 * As much of Elasticsearch as Zeebe's exporter asks for (8.2 to 8.9): templates and settings are acknowledged, bulks are
 * answered after the commit. Anything but success makes the broker keep its records and send them again.
 */
export class RecordsServer {
  private readonly server: Server;

  constructor(private readonly options: RecordsServerOptions) {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.maxConnections = MOST_CONNECTIONS;
    // Bulks wait for their commit; an exporter that hangs lets go after 30 seconds itself.
    this.server.requestTimeout = 120_000;
    // Longer than any bulk delay: a connection that closes under the exporter's hands costs it a pause of seconds.
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
  }

  /** The port it listens on. */
  async start(): Promise<number> {
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Bulks under way are committed and answered. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    // Those that are busy now are idle in a moment.
    const closing = setInterval(() => this.server.closeIdleConnections(), 50);
    await closed;
    clearInterval(closing);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!this.isExporter(request)) {
        request.resume();
        response.setHeader('www-authenticate', 'Basic realm="records", charset="UTF-8"');
        return send(response, 401, failure('security_exception', 'The secret of the exporter is missing or wrong.'));
      }
      const body = await readBody(request);
      if (body === undefined)
        return send(response, 413, failure('content_too_long', `A bulk may have ${MAX_BODY} bytes.`));
      await this.route(request, response, body);
    } catch (error) {
      if (response.headersSent || response.destroyed) return;
      if (error instanceof UnreadableBulk) {
        this.options.log.error(`The records endpoint got what is no bulk of records: ${error.message}`);
        return send(response, 400, failure('parse_exception', error.message));
      }
      this.options.log.error('Exported records could not be stored; the broker sends them again', error);
      send(response, 503, failure('unavailable', 'The records could not be stored. Send them again.'));
    }
  }

  private async route({ method, url = '' }: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const path = url.split('?')[0] ?? '';
    if (path === '/_bulk' && method === 'POST') {
      const records = readBulk(body);
      await this.options.take(records);
      return send(response, 200, { took: 1, errors: false, items: records.map(stored) });
    }
    if (path === '/' && (method === 'GET' || method === 'HEAD')) {
      return send(response, 200, {
        name: 'records',
        version: { number: '8.13.0', build_flavor: 'default' },
        tagline: '',
      });
    }
    if (method === 'PUT' && TEMPLATES.test(path)) return send(response, 200, { acknowledged: true });
    send(response, 404, failure('not_found', `There is no ${method} ${path.slice(0, 100)} here.`));
  }

  private isExporter({ headers }: IncomingMessage): boolean {
    const given = /^Basic ([A-Za-z0-9+/=]+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    return sameText(Buffer.from(given, 'base64').toString('utf8'), `${USER}:${this.options.password}`);
  }
}

const TEMPLATES = /^\/(_ilm\/policy|_component_template|_index_template)\/[^/]+$|^\/[^/]+\/_settings$/;

const stored = ({ partitionId, position }: ExportedRecord) => ({
  index: { _index: 'records', _id: `${partitionId}-${position}`, result: 'created', status: 201 },
});

const failure = (type: string, reason: string) => ({ error: { type, reason } });

function send(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  // Newer clients refuse answers without it.
  response.setHeader('x-elastic-product', 'Elasticsearch');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

/** Undefined when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
    // Read to its end, so that the answer is read too; what never ends is cut off.
    else if (size > 4 * MAX_BODY) request.destroy();
  }
  return size > MAX_BODY ? undefined : Buffer.concat(chunks).toString('utf8');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
