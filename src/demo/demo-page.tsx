import { PortalLayout } from '../web/layout/portal-layout.js';
import type { PageFrame } from '../web/page-frame.js';
import { dateTime } from '../web/format.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';

export interface DemoPageProps {
  frame: PageFrame;
  now: number;
  mails: DemoMail[];
  systemsUrl: string | undefined;
}

export interface DemoMail {
  id: string;
  municipality: string;
  recipient: string;
  subject: string;
  body: string;
  createdAt: string;
}

const STEPS = [1, 7, 31];

/** Everything that makes trying out easy; exists in demo mode only. */
export function DemoPage({ frame, now, mails, systemsUrl }: DemoPageProps) {
  const words = frame.texts.desk.demo;
  return (
    <PortalLayout frame={frame} title={words.title} isPrivate>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <section aria-labelledby="uhr">
        <h2 id="uhr">{words.clock}</h2>
        <p>
          <strong>{words.clockNow(dateTime(now, frame.language))}</strong>
        </p>
        <p class="hint">{words.clockHint}</p>
        <form action="/demo/uhr" method="post" class="buttons">
          {STEPS.map((days) => (
            <button key={days} class="button secondary" type="submit" name="tage" value={days}>
              {words.advance}: {words.days(days)}
            </button>
          ))}
        </form>
      </section>
      <section aria-labelledby="konten">
        <h2 id="konten">{words.accounts}</h2>
        <p>{frame.texts.desk.signIn.demoText(DEMO_PASSWORD)}</p>
        <table class="task-table">
          <thead>
            <tr>
              <th scope="col">{words.account}</th>
              <th scope="col">{words.duty}</th>
            </tr>
          </thead>
          <tbody>
            {DEMO_ACCOUNTS.map((account) => (
              <tr key={account.email}>
                <td data-label={words.account}>
                  {account.name} <small>{account.email}</small>
                </td>
                <td data-label={words.duty}>{account.duty}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="systeme">
        <h2 id="systeme">{words.systems}</h2>
        <p class="hint">{words.systemsHint}</p>
        <p>{systemsUrl === undefined ? words.noSystems : <a href={systemsUrl}>{systemsUrl}</a>}</p>
      </section>
      <section aria-labelledby="post">
        <h2 id="post">{words.mailbox}</h2>
        <p class="hint">{words.mailboxHint}</p>
        {mails.length === 0 ? (
          <p class="empty-text">{frame.texts.desk.outbox.empty}</p>
        ) : (
          <ul class="mails">
            {mails.map((mail) => (
              <li key={mail.id}>
                <details>
                  <summary>
                    <strong>{mail.subject}</strong>
                    <span>
                      {mail.municipality} · {frame.texts.desk.outbox.to} {mail.recipient}
                    </span>
                    <small>{dateTime(mail.createdAt, frame.language)}</small>
                  </summary>
                  <MailText body={mail.body} />
                </details>
              </li>
            ))}
          </ul>
        )}
      </section>
    </PortalLayout>
  );
}

/** Addresses in a mail are links, as in a mail program. */
function MailText({ body }: { body: string }) {
  return (
    <pre class="mail-text">
      {body.split(/(https?:\/\/\S+)/).map((part) => (part.startsWith('http') ? <a href={part}>{part}</a> : part))}
    </pre>
  );
}
