/** j and k walk through the links of the list, Enter opens (the browser does that); never while somebody types. */
export function listKeys(): void {
  addEventListener('keydown', (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || isInField(event.target)) return;
    const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-keys] tbody a')];
    if (links.length === 0) return;
    const at = links.findIndex((link) => link === document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
    links[next]?.focus();
    event.preventDefault();
  });
}

const isInField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
