import type { Deadline } from '../calendar/deadline.js';
import type { Variables } from '../engine/engine.js';

/** A deadline as models read it: `frist.letzterTag`, `frist.faellig`, `frist.ablauf`. */
export const deadlineVariable = ({ lastDay, due, expiresAt }: Deadline): Variables => ({
  letzterTag: lastDay,
  faellig: due,
  ablauf: expiresAt,
});
