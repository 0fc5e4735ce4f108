import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LogRecord } from '../run/history.js';

/** The smallest Elasticsearch that Zeebe's exporter takes for one: it hands over every record that is posted. */
export class RecordSink {
  private server: Server | undefined;
  url = '';

  constructor(private readonly take: (record: LogRecord) => void) {}

  async open(): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.url?.includes('_bulk')) this.read(Buffer.concat(chunks).toString('utf8'));
        response.writeHead(200, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
        response.end('{"took":1,"acknowledged":true,"errors":false,"items":[]}');
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** Pairs of lines: where it goes, and the record. Keys of one partition are exact as numbers. */
  private read(text: string): void {
    const lines = text.split('\n');
    for (let index = 1; index < lines.length; index += 2) {
      const record = JSON.parse(lines[index] ?? '{}') as LogRecord;
      this.take({ ...record, key: String(record.key) });
    }
  }
}
