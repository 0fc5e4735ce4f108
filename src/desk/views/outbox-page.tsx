import { EmptyState } from '../../web/components/empty-state.js';
import { dateTime } from '../../web/format.js';
import type { MailRow } from '../../worker/index.js';
import { type DeskFrame, DeskPage } from '../desk-page.js';

/** What left the house by mail, and what still waits. */
export function OutboxPage({ desk, mails }: { desk: DeskFrame; mails: MailRow[] }) {
  const words = desk.frame.texts.desk.outbox;
  const states = { wartet: words.waiting, gesendet: words.sent, fehlgeschlagen: words.failed };
  return (
    <DeskPage desk={desk} title={words.title} current="outbox">
      <h1>{words.title}</h1>
      <p class="hint">{words.lead}</p>
      <div id="ausgang" data-live>
        {mails.length === 0 ? (
          <EmptyState title={words.empty} />
        ) : (
          <ul class="mails">
            {mails.map((mail) => (
              <li key={mail.id}>
                <details>
                  <summary>
                    <strong>{mail.subject}</strong>
                    <span>
                      {words.to} {mail.recipient_name} ({mail.recipient})
                    </span>
                    <small>
                      {dateTime(mail.created_at, desk.frame.language)} · {states[mail.state]}
                    </small>
                  </summary>
                  <pre class="mail-text">{mail.body}</pre>
                  {mail.last_error && <p class="error-text">{mail.last_error}</p>}
                  {mail.case_id && (
                    <a href={`/desk/faelle/${mail.case_id}`}>{desk.frame.texts.desk.counter.openCase}</a>
                  )}
                </details>
              </li>
            ))}
          </ul>
        )}
      </div>
    </DeskPage>
  );
}
