import type { Language } from '../../texts/texts.js';
import { daysUntil, dueText, longDate } from '../../web/format.js';

interface DueDateProps {
  /** Epoch milliseconds as text. */
  due: string | null;
  now: number;
  /** Said when nothing is due. */
  without: string;
  language: Language;
}

/** When something is due: a word first, the day as title; near and past days stand out. */
export function DueDate({ due, now, without, language }: DueDateProps) {
  if (due === null) return <span class="due none">{without}</span>;
  const days = daysUntil(due, now);
  const urgency = days < 0 ? 'late' : days <= 2 ? 'soon' : 'later';
  return (
    <time class={`due ${urgency}`} dateTime={new Date(Number(due)).toISOString()} title={longDate(due, language)}>
      {dueText(due, now, language)}
    </time>
  );
}
