import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../demo/demo-accounts.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { TextField } from '../../web/components/field.js';
import { Notice } from '../../web/components/notice.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';

export interface SignInPageProps {
  frame: PageFrame;
  /** Where to go afterwards. */
  next: string;
  email: string;
  error?: string | undefined;
  notice?: string | undefined;
}

/** E-mail and password; in the demo also who may be tried out. */
export function SignInPage({ frame, next, email, error, notice }: SignInPageProps) {
  const words = frame.texts.desk.signIn;
  return (
    <PortalLayout frame={frame} title={words.title} isPrivate>
      <div class="sign-in">
        <section>
          <ErrorSummary
            errors={error ? [{ message: error, fieldId: 'email' }] : []}
            title={frame.texts.web.errorSummary}
          />
          {notice && <Notice>{notice}</Notice>}
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
          <form action="/anmelden" method="post">
            <input type="hidden" name="weiter" value={next} />
            <TextField
              id="email"
              name="email"
              label={words.email}
              type="email"
              value={email}
              autocomplete="username"
              maxLength={254}
              required
            />
            <TextField
              id="passwort"
              name="passwort"
              label={words.password}
              type="password"
              autocomplete="current-password"
              maxLength={200}
              required
            />
            <p class="buttons">
              <button class="button" type="submit">
                {words.button}
              </button>
            </p>
          </form>
          <p>
            {words.citizens} <a href="/">{words.citizensLink}</a>
          </p>
        </section>
        {frame.demo && <DemoAccounts frame={frame} next={next} />}
      </div>
    </PortalLayout>
  );
}

function DemoAccounts({ frame, next }: { frame: PageFrame; next: string }) {
  const words = frame.texts.desk.signIn;
  return (
    <section class="demo-accounts" aria-labelledby="konten">
      <h2 id="konten">{words.demoTitle}</h2>
      <p>{words.demoText(DEMO_PASSWORD)}</p>
      <ul>
        {DEMO_ACCOUNTS.map((account) => (
          <li key={account.email}>
            <form action="/anmelden" method="post">
              <input type="hidden" name="weiter" value={next} />
              <input type="hidden" name="email" value={account.email} />
              <input type="hidden" name="passwort" value={DEMO_PASSWORD} />
              <button type="submit">
                <strong>{account.name}</strong>
                <span>{account.duty}</span>
                <small>{account.email}</small>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
