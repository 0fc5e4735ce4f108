/** Buttons with `data-copy` put their text into the clipboard and say so. */
export function copyButtons(): void {
  addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest<HTMLButtonElement>('button[data-copy]');
    const text = button?.dataset['copy'];
    if (!button || text === undefined) return;
    void navigator.clipboard.writeText(text).then(() => {
      const before = button.textContent;
      button.textContent = button.dataset['copied'] ?? before;
      setTimeout(() => {
        button.textContent = before;
      }, 1_500);
    });
  });
  const words = document.querySelector<HTMLElement>('[data-copy-words]');
  const form = document.querySelector<HTMLElement>('[data-island="form"] [data-island-root]');
  if (words && form) whenDrawn(form, () => offerCopies(form, words.dataset));
}

/** The form's script says when its fields are there. */
function whenDrawn(form: HTMLElement, then: () => void): void {
  if (form.dataset['ready']) return then();
  const observer = new MutationObserver(() => {
    if (!form.dataset['ready']) return;
    observer.disconnect();
    then();
  });
  observer.observe(form, { attributes: true, attributeFilter: ['data-ready'] });
}

/** What a person has to type into another system stands in read-only fields: each gets a button. */
function offerCopies(form: HTMLElement, words: DOMStringMap): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('input[readonly]')) {
    if (input.value === '') continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button quiet copy';
    button.textContent = words['copy'] ?? '';
    button.dataset['copy'] = input.value;
    button.dataset['copied'] = words['copied'] ?? '';
    const label = form.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent ?? '';
    button.setAttribute('aria-label', `${words['copy'] ?? ''}: ${label}`);
    input.after(button);
  }
}
