import { byHand, fail, type WorkerOutcome } from '../worker-outcome.js';
import type { JsonAnswer } from './http-json.js';

type Refusal = Extract<JsonAnswer<never>, { ok: false }>;

/**
 * What a failed request means for the case: unreachable systems are tried again, nonsense too (somebody may be repairing
 * it), a clear no goes to people at once.
 * @param system With its article: «Das Einwohnerregister».
 */
export function outcomeOfRefusal(system: string, refusal: Refusal): WorkerOutcome {
  switch (refusal.kind) {
    case 'unavailable':
      return fail(
        `${system} ist zurzeit nicht erreichbar. Starten Sie den Schritt neu, sobald das System wieder läuft; es ist nichts verloren.`,
      );
    case 'invalid':
      return fail(
        `${system} hat eine Antwort gegeben, die wir nicht lesen können. Starten Sie den Schritt neu; bleibt der Fehler, melden Sie sich beim Digital Service Center.`,
      );
    case 'refused':
      return byHand(`${system} hat die Anfrage abgelehnt: ${refusal.detail}`);
  }
}
