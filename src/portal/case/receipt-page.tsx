import { stagesAhead } from '../../case/case-stages.js';
import type { Variables } from '../../engine/engine.js';
import { localize } from '../../process-package/localized-text.js';
import { dateTime } from '../../web/format.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { OpenCase } from './case-access.js';

export interface ReceiptPageProps {
  frame: PageFrame;
  open: OpenCase;
  /** The whole link, with host. */
  link: string;
}

/** After sending: the number, what happens next, the link that is kept. */
export function ReceiptPage({ frame, open, link }: ReceiptPageProps) {
  const words = frame.texts.portal.receipt;
  const { caseRow, pkg } = open;
  const stages = stagesAhead(pkg.manifest, caseRow.data as Variables, Number(caseRow.submitted_at));
  return (
    <PortalLayout frame={frame} title={words.title} isPrivate>
      <div class="receipt">
        <h1>{words.title}</h1>
        <p class="receipt-label">{words.number}</p>
        <p class="case-number">{caseRow.number}</p>
        <p>
          {caseRow.subject}
          <br />
          {words.submittedAt(dateTime(caseRow.submitted_at, frame.language))}
        </p>
      </div>
      <h2>{words.linkTitle}</h2>
      <p>{words.linkText}</p>
      <p class="secret-link">{link}</p>
      <p>{caseRow.applicant_email ? words.mail(caseRow.applicant_email) : words.noMail}</p>
      <p class="buttons">
        <a class="button" href={open.base}>
          {words.open}
        </a>
      </p>
      <h2>{words.nextTitle}</h2>
      <ol class="steps-ahead">
        {stages.map((stage) => (
          <li key={stage.id}>
            <strong>{localize(stage.title, frame.language)}</strong>
            <p>{localize(stage.description, frame.language)}</p>
          </li>
        ))}
      </ol>
      <p class="hint">{frame.texts.portal.status.print}</p>
    </PortalLayout>
  );
}
