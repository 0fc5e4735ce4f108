import type { DescribedStep } from '../../form/describe-form.js';
import { localize } from '../../process-package/localized-text.js';
import { ErrorSummary, type SummaryError } from '../../web/components/error-summary.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { OpenDraft } from './draft-access.js';
import { LaterLink } from './form-page.js';
import { titleIn } from '../service-facts.js';

export interface SummaryPageProps {
  frame: PageFrame;
  open: OpenDraft;
  described: DescribedStep[];
  /** Everything that is missing or wrong, each with the way to its step. */
  errors: SummaryError[];
  laterLink: string;
}

/** Everything once more before it is sent, with a way back to each part. */
export function SummaryPage({ frame, open, described, errors, laterLink }: SummaryPageProps) {
  const words = frame.texts.portal.form;
  const title = localize(titleIn(open.service.pkg.manifest, open.service.settings.values), frame.language);
  const home = `/gemeinde/${open.municipality.slug}`;
  return (
    <PortalLayout
      frame={frame}
      title={`${words.summaryTitle} · ${title}`}
      crumbs={[
        { label: frame.texts.portal.home, href: home },
        { label: title, href: `${home}/${open.service.packageId}` },
        { label: words.summaryTitle },
      ]}
      isPrivate
    >
      <ErrorSummary title={frame.texts.web.errorSummary} errors={errors} />
      <h1>{words.summaryTitle}</h1>
      <p class="lead">{words.summaryText}</p>
      {open.steps.map((step, index) => (
        <section class="summary-part" key={step.id}>
          <header>
            <h2>{step.label}</h2>
            <a href={`${open.base}/${index + 1}?ziel=uebersicht`} aria-label={words.changePart(step.label)}>
              {words.change}
            </a>
          </header>
          <DescribedRows part={described.find(({ id }) => id === step.id)} />
        </section>
      ))}
      <form method="post" action={`${open.base}/einreichen`} class="step-form">
        <p>{words.submitNote}</p>
        <p class="buttons">
          <button class="button large" type="submit" disabled={errors.length > 0}>
            {words.submitPlain}
          </button>
          <a class="button quiet" href={`${open.base}/${open.steps.length}`}>
            {words.back}
          </a>
        </p>
      </form>
      <LaterLink frame={frame} link={laterLink} />
    </PortalLayout>
  );
}

/** One part of a form as label and value. */
export function DescribedRows({ part }: { part: DescribedStep | undefined }) {
  if (!part) return <p class="empty-text">–</p>;
  return (
    <>
      {part.sections.map((section, index) => (
        <div key={index}>
          {section.label && <h3>{section.label}</h3>}
          <dl class="facts">
            {section.rows.map((row) => (
              <div class="fact" key={row.path}>
                <dt>{row.label}</dt>
                <dd>{row.value}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}
