/** The browser's part of e-forms: finds the places on the page and brings them to life. */
import type { FormIslandProps } from '../form/form-island-props.js';
import { Autosave } from './form-host/autosave.js';
import './form-host/form.css';
import { type FormHandle, mountFormHost } from './form-host/form-host.js';
import type { Host } from './form-host/host-context.js';

for (const island of document.querySelectorAll<HTMLElement>('[data-island="form"]')) void start(island);

async function start(island: HTMLElement): Promise<void> {
  const root = island.querySelector<HTMLElement>('[data-island-root]');
  const props = JSON.parse(island.querySelector('script')?.textContent ?? '{}') as FormIslandProps;
  if (!root) return;
  const status = liveRegion(island);
  try {
    const host: Host = { props, announce: (message) => (status.textContent = message) };
    const place = document.createElement('div');
    const form = await mountFormHost(place, host);
    root.replaceChildren(place);
    connect(place, form, host, (message) => (status.textContent = message));
    root.dataset['ready'] = 'true';
    focusFirstError(props);
  } catch (error) {
    root.textContent = props.texts.broken;
    throw error;
  }
}

/** Where «Gespeichert um …» appears: beside the buttons when the page has a place for it. */
function liveRegion(island: HTMLElement): HTMLElement {
  const known = document.querySelector<HTMLElement>('[data-save-status]');
  if (known) return known;
  const created = document.createElement('p');
  created.className = 'hint';
  created.setAttribute('role', 'status');
  island.append(created);
  return created;
}

/** The buttons stand in a plain form element; its hidden inputs carry what the fields hold. */
function connect(fields: HTMLElement, form: FormHandle, host: Host, status: (message: string) => void): void {
  const element = document.getElementById(host.props.formId);
  if (!(element instanceof HTMLFormElement)) return;
  const autosave = host.props.saveUrl === undefined ? undefined : new Autosave(form, host, status);
  element.addEventListener('submit', (event) => {
    if (autosave && !autosave.isSettled) {
      event.preventDefault();
      void sendSettled(element, autosave, event.submitter);
      return;
    }
    autosave?.stop();
    setInput(element, 'daten', JSON.stringify(form.data()));
    setInput(element, 'stand', host.props.stand);
  });
  // A page that the browser took out of its memory shows an old state: the server has a newer one.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  form.onSubmit(() => element.requestSubmit());
  fields.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !sendsOnEnter(event.target)) return;
    event.preventDefault();
    element.requestSubmit();
  });
}

const sending = new WeakSet<HTMLFormElement>();

/** Sends once everything typed is stored. Without a connection the page stays as it is, and nothing typed is lost. */
async function sendSettled(element: HTMLFormElement, autosave: Autosave, submitter: HTMLElement | null): Promise<void> {
  if (sending.has(element)) return;
  sending.add(element);
  const result = await autosave.settle();
  sending.delete(element);
  if (result === 'saved' || result === 'refused') element.requestSubmit(submitter);
}

/** As in any form: Enter in a line of text sends, in longer texts and on buttons it does what it always does. */
const sendsOnEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && !['file', 'checkbox', 'radio'].includes(target.type);

function setInput(element: HTMLFormElement, name: string, value: string): void {
  const input = element.elements.namedItem(name);
  if (input instanceof HTMLInputElement) input.value = value;
}

/** Links of the summary work before and after the fields exist; the summary keeps the focus. */
function focusFirstError(props: FormIslandProps): void {
  if (props.errors.length > 0) document.getElementById('fehler')?.focus();
}
