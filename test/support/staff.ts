import { post } from './citizen.js';

export interface ListedTask {
  key: string;
  title: string;
  /** Text of the whole row. */
  row: string;
}

const text = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();

/** Open tasks of the Gemeinde as the desk lists them; `search` narrows them, e.g. to a case number. */
export async function listTasks(url: string, cookie: string, search = ''): Promise<ListedTask[]> {
  const query = new URLSearchParams({ sicht: 'alle', ...(search ? { suche: search } : {}) });
  const response = await fetch(`${url}/desk?${query}`, { headers: { cookie, accept: 'text/html' } });
  const page = await response.text();
  return [...page.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].flatMap(([, row = '']) => {
    const link = /href="\/desk\/aufgaben\/(\d+)[^"]*">([\s\S]*?)<\/a>/.exec(row);
    return link ? [{ key: link[1] ?? '', title: text(link[2] ?? ''), row: text(row) }] : [];
  });
}

/** Waits until a task of this name is on the list. */
export async function waitForTask(url: string, cookie: string, title: string, search = ''): Promise<ListedTask> {
  let seen: string[] = [];
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const tasks = await listTasks(url, cookie, search);
    const found = tasks.find((task) => task.title === title);
    if (found) return found;
    seen = tasks.map((task) => task.title);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No task «${title}» for «${search}»; open are: ${seen.join(', ') || 'none'}`);
}

/** Takes a task and completes it with the data of its form, as the browser would send it. */
export async function completeByPost(
  url: string,
  cookie: string,
  key: string,
  data: Record<string, unknown>,
): Promise<void> {
  await post(`${url}/desk/aufgaben/${key}/uebernehmen`, {}, cookie);
  const answer = await post(`${url}/desk/aufgaben/${key}`, { daten: JSON.stringify(data) }, cookie);
  if (answer.status === 303) return;
  const errors = text(/class="error-summary"[\s\S]*?<\/ul>/.exec(answer.body)?.[0] ?? answer.body.slice(0, 800));
  throw new Error(`The task ${key} was not completed (${answer.status}): ${errors}`);
}

/** Id of the case with this number. */
export async function caseIdOf(url: string, cookie: string, number: string): Promise<string> {
  const response = await fetch(`${url}/desk/faelle?${new URLSearchParams({ suche: number })}`, { headers: { cookie } });
  const id = /\/desk\/faelle\/([0-9a-f-]{36})/.exec(await response.text())?.[1];
  if (id === undefined) throw new Error(`No case ${number}`);
  return id;
}

/** Text of a page, without tags. */
export async function pageText(address: string, cookie = ''): Promise<string> {
  const response = await fetch(address, { headers: { cookie, accept: 'text/html' } });
  return text(await response.text());
}
