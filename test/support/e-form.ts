import type { Locator, Page } from 'playwright-core';

/** Label → what a person enters. For choices the visible text of the option. */
export type Answers = Record<string, string | true>;

/** Waits until the fields of an e-form are drawn. */
export const formReady = (page: Page): Promise<void> =>
  page.waitForSelector('[data-island-root][data-ready]', { timeout: 20_000 }).then(() => undefined);

/** Fills in the fields of the page by their labels, as a person reads them. */
export async function fillForm(page: Page | Locator, answers: Answers): Promise<void> {
  for (const [label, value] of Object.entries(answers)) await fillField(page, label, value);
}

async function fillField(page: Page | Locator, label: string, value: string | true): Promise<void> {
  const name = named(label);
  if (value !== true) {
    // A group of radio buttons or boxes has a legend; its options have labels of their own.
    const group = page.getByRole('group', { name }).or(page.getByRole('radiogroup', { name })).first();
    if ((await group.count()) > 0) {
      await group.getByLabel(value, { exact: true }).check();
      return;
    }
  }
  const field = page.getByLabel(name).first();
  await field.waitFor({ timeout: 10_000 });
  const kind = await field.evaluate((element) => `${element.tagName}:${(element as HTMLInputElement).type}`);
  if (value === true) await field.check();
  else if (kind.startsWith('SELECT')) await field.selectOption({ label: value });
  else await field.fill(value);
}

/** The whole label, with or without the note that the field may stay empty. */
const named = (label: string): RegExp =>
  new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\(freiwillig\\))?\\s*$`);

/** Sends the page and waits for the next one. */
export async function sendForm(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: button, exact: true }).click()]);
}
