import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Answer = Awaited<ReturnType<NestFastifyApplication['inject']>>;

/** A browser without a screen: keeps cookies, sends forms, follows nothing by itself. */
export class PageClient {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly app: NestFastifyApplication) {}

  async get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.keep(await this.app.inject({ method: 'GET', url, headers: { ...this.headers(), ...headers } }));
  }

  /** As a form element sends it. */
  async postForm(url: string, fields: Record<string, string> = {}): Promise<Answer> {
    const headers = { ...this.headers(), 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams(fields).toString();
    return this.keep(await this.app.inject({ method: 'POST', url, headers, payload }));
  }

  async postJson(url: string, body: unknown): Promise<Answer> {
    const headers = { ...this.headers(), 'content-type': 'application/json', accept: 'application/json' };
    return this.keep(await this.app.inject({ method: 'POST', url, headers, payload: JSON.stringify(body) }));
  }

  async upload(url: string, name: string, content: Buffer): Promise<Answer> {
    const boundary = 'dsc-test-boundary';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="datei"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const headers = {
      ...this.headers(),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      accept: 'application/json',
    };
    return this.keep(await this.app.inject({ method: 'POST', url, headers, payload }));
  }

  /** As the browser would send it. */
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private headers(): Record<string, string> {
    const cookie = this.cookieHeader;
    return cookie === '' ? {} : { cookie };
  }

  private keep(answer: Answer): Answer {
    for (const { name, value } of answer.cookies) this.cookies.set(name, value);
    return answer;
  }
}

/** The properties an island of the page got. */
export function islandProps<T>(body: string, name: string): T {
  const match = new RegExp(`data-island="${name}"><script type="application/json">(.*?)</script>`, 's').exec(body);
  if (!match?.[1]) throw new Error(`The page has no island ${name}`);
  return JSON.parse(match[1]) as T;
}
