import { daysUntil, dueText, longDate } from '../../web/format.js';

/** When something is due: a word first, the day as title; near and past days stand out. */
export function DueDate({ due, now, without }: { due: string | null; now: number; without: string }) {
  if (due === null) return <span class="due none">{without}</span>;
  const days = daysUntil(due, now);
  const urgency = days < 0 ? 'late' : days <= 2 ? 'soon' : 'later';
  return (
    <time class={`due ${urgency}`} dateTime={new Date(Number(due)).toISOString()} title={longDate(due)}>
      {dueText(due, now)}
    </time>
  );
}
