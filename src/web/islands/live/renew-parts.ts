let running = false;
let again = false;

/**
 * Fetches the page again and renews its parts marked `data-live` (each has an id). Forms outside of them are never touched,
 * so nothing that is typed gets lost; a part in which somebody types waits.
 */
export async function renewParts(): Promise<void> {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'manual' });
    if (response.ok) replaceParts(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    // Offline for a moment: the next call renews everything.
  } finally {
    running = false;
    if (again) {
      again = false;
      void renewParts();
    }
  }
}

function replaceParts(fresh: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.getElementById(part.id);
    if (!next || next.innerHTML === part.innerHTML) continue;
    if (part.contains(document.activeElement) && isTyping(document.activeElement)) continue;
    const focus =
      document.activeElement instanceof HTMLAnchorElement ? document.activeElement.getAttribute('href') : null;
    const open = [...part.querySelectorAll('details')].map(({ open: isOpen }) => isOpen);
    part.innerHTML = next.innerHTML;
    for (const [index, details] of [...part.querySelectorAll('details')].entries())
      details.open ||= open[index] === true;
    if (focus) part.querySelector<HTMLElement>(`a[href="${CSS.escape(focus)}"]`)?.focus();
    part.dispatchEvent(new CustomEvent('renewed', { bubbles: true }));
  }
}

const isTyping = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
