import { request } from 'node:http';

interface Answer {
  status: number;
  location: string;
}

/**
 * Sends requests as a load balancer does: to one server after the other, to the next one when a server takes no
 * connections, a new connection for each request. Everything else that goes wrong is a failure that people would see.
 */
export class BehindProxy {
  readonly failures: string[] = [];
  answered = 0;
  private turn = 0;

  constructor(private urls: string[]) {}

  replace(old: string, fresh: string): void {
    this.urls = this.urls.map((url) => (url === old ? fresh : url));
  }

  get(path: string, cookie: string): Promise<Answer> {
    return this.send('GET', path, cookie);
  }

  post(path: string, cookie: string): Promise<Answer> {
    return this.send('POST', path, cookie);
  }

  private async send(method: string, path: string, cookie: string): Promise<Answer> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const url = this.urls[this.turn++ % this.urls.length] ?? '';
      try {
        const answer = await once(method, url + path, cookie);
        if (answer.status >= 500) this.failures.push(`${method} ${path}: ${answer.status}`);
        this.answered += 1;
        return answer;
      } catch (error) {
        if (!isRetried(method, (error as NodeJS.ErrnoException).code)) {
          this.failures.push(`${method} ${url}${path}: ${String(error)}`);
          return { status: 0, location: '' };
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    this.failures.push(`${method} ${path}: no server takes connections`);
    return { status: 0, location: '' };
  }
}

/**
 * The system resets connections that a closing server has not accepted yet; load balancers send a GET again when no answer
 * has begun (nginx: proxy_next_upstream error), a POST only when it could not connect.
 */
const isRetried = (method: string, code: string | undefined): boolean =>
  code === 'ECONNREFUSED' || (method === 'GET' && code === 'ECONNRESET');

const once = (method: string, address: string, cookie: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(address, { method, headers, agent: false }, (response) => {
      response.resume();
      // An answer that breaks off is a failure whatever the method.
      response.on('error', (error) => reject(new Error(`The answer broke off: ${String(error)}`)));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '' }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
