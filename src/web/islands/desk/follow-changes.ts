import { renewParts } from '../live/renew-parts.js';

/** Listens to the server, which says when something changed, and renews the live parts of the page. */
export function followChanges(): void {
  if (!document.querySelector('[data-live]')) return;
  // After a break EventSource connects again by itself.
  const source = new EventSource('/desk/ereignisse');
  source.addEventListener('change', () => void renewParts());
  addEventListener('pagehide', () => source.close());
}
