import type { Browser, Page } from 'playwright-core';
import type pg from 'pg';
import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { launchBrowser, newWindow } from './browser.js';
import { buildingApplication } from './building-application.js';
import { post, signInByPost, submitByPost } from './citizen.js';
import { openRunningDatabase } from './running-database.js';
import { type RunningServer, startRunningServer } from './running-server.js';
import { caseIdOf, type ListedTask, pageText, waitForTask } from './staff.js';

export interface OpenCase {
  id: string;
  number: string;
  /** Address of the citizen's page. */
  status: string;
}

/** The first task of a building application, which everybody at the desk of Bitsch may do. */
export const CHECK = 'Formelle Prüfung durchführen';

/** A running product with people of Bitsch at their desks. */
export class DeskWorld {
  private constructor(
    readonly server: RunningServer,
    readonly browser: Browser,
    readonly database: pg.Pool,
  ) {}

  static async start(): Promise<DeskWorld> {
    const server = await startRunningServer();
    return new DeskWorld(server, await launchBrowser(), await openRunningDatabase(server.dataDir));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.database.end();
    await this.server.stop();
  }

  get url(): string {
    return this.server.url;
  }

  signIn(email: string): Promise<string> {
    return signInByPost(this.url, email, DEMO_PASSWORD);
  }

  /** A window in which this person is signed in; without a cookie one of a stranger. */
  async window(cookie = '', width = 1280): Promise<Page> {
    const page = await newWindow(this.browser, this.url, width);
    const [name = '', value = ''] = cookie.split('=');
    if (cookie !== '') await page.context().addCookies([{ name, value, url: this.url }]);
    return page;
  }

  /** A building application in Bitsch, as `cookie` sees it. */
  async buildingCase(cookie: string, change: Parameters<typeof buildingApplication>[0] = {}): Promise<OpenCase> {
    const { statusPath } = await submitByPost(this.url, 'bitsch', 'baugesuch', buildingApplication(change));
    const status = this.url + statusPath;
    const number = /\d{4}-\d{4}-\d{4,}/.exec(await pageText(status))?.[0] ?? '';
    return { id: await caseIdOf(this.url, cookie, number), number, status };
  }

  task(cookie: string, title: string, number: string): Promise<ListedTask> {
    return waitForTask(this.url, cookie, title, number);
  }

  /** A new case with its first task. */
  async openTask(
    cookie: string,
    change: Parameters<typeof buildingApplication>[0] = {},
  ): Promise<OpenCase & { task: ListedTask }> {
    const opened = await this.buildingCase(cookie, change);
    return { ...opened, task: await this.task(cookie, CHECK, opened.number) };
  }

  claim(key: string, cookie: string, anyway = false): ReturnType<typeof post> {
    return this.post(`/desk/aufgaben/${key}/uebernehmen`, anyway ? { trotzdem: 'ja' } : {}, cookie);
  }

  async page(path: string, cookie: string): Promise<string> {
    return (await fetch(this.url + path, { headers: { cookie, accept: 'text/html' } })).text();
  }

  post(path: string, fields: Record<string, string>, cookie: string): ReturnType<typeof post> {
    return post(this.url + path, fields, cookie);
  }

  /** A variable of the case's process as the engine has it. */
  async variable(caseId: string, name: string): Promise<unknown> {
    const { rows } = await this.database.query(
      `select v.value from engine.variable v join app.case_process p on p.process_instance_key = v.scope_key
        where p.case_id = $1 and v.name = $2`,
      [caseId, name],
    );
    return rows[0]?.value;
  }

  /** Actions of the trace about something, in order. */
  async audit(target: string): Promise<{ action: string; actor: string; detail: Record<string, unknown> }[]> {
    const { rows } = await this.database.query(
      'select action, actor, detail from app.audit where target = $1 order by id',
      [target],
    );
    return rows;
  }
}
