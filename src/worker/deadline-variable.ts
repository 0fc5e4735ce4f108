import type { Deadline } from '../calendar/deadline.js';
import type { Variables } from '../engine/engine.js';

/** A deadline as models read it: `frist.letzterTag`, `frist.faellig`, `frist.ablauf`, `frist.naechsterMorgen`. */
export const deadlineVariable = ({ lastDay, due, expiresAt, nextMorning }: Deadline): Variables => ({
  letzterTag: lastDay,
  faellig: due,
  ablauf: expiresAt,
  naechsterMorgen: nextMorning,
});
