import { Worker } from 'node:worker_threads';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Bill } from './qr-bill.js';

/** What the thread draws: a pdfmake definition without functions, and the payment part. */
export interface PdfJob {
  definition: Omit<TDocumentDefinitions, 'footer' | 'header'>;
  footerWords: { reference: string; page: string; of: string };
  bill?: { data: object; language: 'DE' | 'FR' };
  /** Epoch milliseconds; stands in the document's metadata. */
  createdAt: number;
}

interface Waiting {
  resolve: (pdf: Buffer) => void;
  reject: (error: Error) => void;
}

/**
 * One worker thread for all letters: a page takes 0.2 s of computing, which would otherwise hold up every request.
 * Started with the first letter; a crash of the thread fails the letters under way and the next one starts a new thread.
 */
export class PdfRenderer {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  render(job: PdfJob): Promise<Buffer> {
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, job });
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
    this.worker = undefined;
  }

  private start(): Worker {
    const worker = new Worker(new URL('./pdf-thread.js', import.meta.url));
    worker.on('message', ({ id, pdf, error }: { id: number; pdf?: Uint8Array; error?: string }) => {
      const entry = this.waiting.get(id);
      this.waiting.delete(id);
      // An idle thread does not keep the process alive.
      if (this.waiting.size === 0) worker.unref();
      if (pdf === undefined) entry?.reject(new Error(`PDF thread: ${error ?? 'no document'}`));
      else entry?.resolve(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
    });
    worker.on('error', (error: Error) => this.abandon(worker, error));
    worker.on('exit', () => this.abandon(worker, new Error('The PDF thread ended.')));
    return worker;
  }

  private abandon(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

/** The bill in the words of swissqrbill. */
export function billData(bill: Bill): object {
  const party = (of: Bill['creditor']) => ({
    name: of.name,
    address: of.street,
    ...(of.houseNumber === '' ? {} : { buildingNumber: of.houseNumber }),
    zip: of.postalCode,
    city: of.town,
    country: 'CH',
  });
  return {
    currency: 'CHF',
    amount: bill.amount,
    reference: bill.reference,
    message: bill.message,
    creditor: { ...party(bill.creditor), account: bill.iban },
    debtor: party(bill.debtor),
  };
}
