import { Icon, type IconName } from './icon.js';

export type StatusTone = 'neutral' | 'good' | 'warn' | 'bad' | 'info';

const LOOKS: Record<string, { tone: StatusTone; icon: IconName }> = {
  eingereicht: { tone: 'info', icon: 'arrow' },
  'in-bearbeitung': { tone: 'info', icon: 'clock' },
  wartet: { tone: 'warn', icon: 'person' },
  offen: { tone: 'neutral', icon: 'circle' },
  bewilligt: { tone: 'good', icon: 'check' },
  bestaetigt: { tone: 'good', icon: 'check' },
  erledigt: { tone: 'good', icon: 'check' },
  weitergeleitet: { tone: 'neutral', icon: 'arrow' },
  abgelehnt: { tone: 'bad', icon: 'stop' },
  'nicht-eingetreten': { tone: 'bad', icon: 'stop' },
  gestoppt: { tone: 'bad', icon: 'warning' },
  zurueckgezogen: { tone: 'neutral', icon: 'undo' },
  abgebrochen: { tone: 'neutral', icon: 'stop' },
};

/** A status: word, icon, then colour. `status` is the stored code, `words` its translation. */
export function StatusBadge({ status, words }: { status: string; words: Record<string, string> }) {
  const look = LOOKS[status] ?? { tone: 'neutral', icon: 'circle' };
  return (
    <span class={`status ${look.tone}`}>
      <Icon name={look.icon} />
      {words[status] ?? status}
    </span>
  );
}
