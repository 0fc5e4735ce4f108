/** Keeps a citizen's status page fresh while somebody looks at it; without scripts the page is loaded anew by hand. */
import { renewParts } from './live/renew-parts.js';

/** Cases move in days; half a minute is soon enough after a click, and one request costs the server a few milliseconds. */
const EVERY_MS = 30_000;

const look = (): void => {
  if (document.visibilityState === 'visible') void renewParts();
};
setInterval(look, EVERY_MS);
document.addEventListener('visibilitychange', look);
