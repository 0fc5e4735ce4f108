import type { ComponentChildren } from 'preact';
import type { CaseDetail } from '../case-detail.js';
import { EmptyState } from '../../web/components/empty-state.js';
import { FORM_ASSETS } from '../../web/components/form-island.js';
import type { Service } from '../../rollout/service-directory.js';
import { type DeskFrame, DeskPage } from '../desk-page.js';

/** What may be entered for a person at the counter. */
export function CounterPage({ desk, services }: { desk: DeskFrame; services: Service[] }) {
  const words = desk.frame.texts.desk.counter;
  return (
    <DeskPage desk={desk} title={words.title} current="counter">
      <h1>{words.title}</h1>
      <p class="hint">{words.lead}</p>
      {services.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <ul class="counter-services">
          {services.map(({ packageId, pkg }) => (
            <li key={packageId}>
              <h2>{pkg.manifest.title.de}</h2>
              <p>{pkg.manifest.summary.de}</p>
              <form action={`/desk/schalter/${packageId}`} method="post">
                <button class="button" type="submit" aria-label={`${words.start}: ${pkg.manifest.title.de}`}>
                  {words.start}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </DeskPage>
  );
}

/** A form on a page of its own: entry at the counter, an event of a case. */
export function FormWorkPage(props: {
  desk: DeskFrame;
  title: string;
  current: 'counter' | 'cases';
  lead?: string | undefined;
  hasErrors: boolean;
  children: ComponentChildren;
}) {
  const { desk, title, current, lead, hasErrors, children } = props;
  const prefix = hasErrors ? desk.frame.texts.web.errorPrefix : '';
  return (
    <DeskPage desk={desk} title={`${prefix}${title}`} current={current} {...FORM_ASSETS}>
      <h1>{title}</h1>
      {lead && <p class="hint">{lead}</p>}
      <div class="form-column">{children}</div>
    </DeskPage>
  );
}

/** Said after an entry: what the person takes home. */
export function CounterReceiptPage({ desk, detail, link }: { desk: DeskFrame; detail: CaseDetail; link: string }) {
  const words = desk.frame.texts.desk.counter;
  return (
    <DeskPage desk={desk} title={words.received} current="counter">
      <h1>{words.received}</h1>
      <p class="receipt-number">{detail.row.number}</p>
      <p>{words.receivedText}</p>
      <p class="secret-link">
        <a href={detail.citizenPath}>{link}</a>
      </p>
      <p class="buttons">
        <a class="button" href={`/desk/faelle/${detail.row.id}`}>
          {words.openCase}
        </a>
        <a class="button secondary" href="/desk/schalter">
          {words.another}
        </a>
      </p>
    </DeskPage>
  );
}
