import type { DescribedStep } from '../../form/describe-form.js';
import { localize } from '../../process-package/localized-text.js';
import { FileList } from '../../web/components/file-list.js';
import { Notice } from '../../web/components/notice.js';
import { StageLine } from '../../web/components/stage-line.js';
import { eventTitle } from '../../case/event-title.js';
import { StatusBadge } from '../../web/components/status-badge.js';
import { dateTime, shortDate } from '../../web/format.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';
import { displayPhone, phoneHref } from '../../web/phone.js';
import { DescribedRows } from '../form/summary-page.js';
import type { OpenCase } from './case-access.js';
import type { CaseOverview } from './case-overview.js';
import { CaseNow } from './case-now.js';
import { canWithdraw, stagesOf } from './case-progress.js';
import { titleIn } from '../service-facts.js';

export interface StatusPageProps {
  frame: PageFrame;
  open: OpenCase;
  overview: CaseOverview;
  /** What was sent, in words. */
  described: DescribedStep[];
  /** Said on top after something was done. */
  message?: string | undefined;
}

/** The case as its applicant sees it: own task first, then where it stands. */
export function StatusPage(props: StatusPageProps) {
  const { frame, open, overview, described, message } = props;
  const words = frame.texts.portal.status;
  const { manifest } = open.pkg;
  const { caseRow } = open;
  const title = localize(titleIn(manifest, caseRow.settings), frame.language);
  const status = overview.tasks.length > 0 ? 'wartet' : caseRow.status;
  return (
    <PortalLayout frame={frame} title={`${title} ${caseRow.number}`} scripts={['status.js']} isPrivate>
      {message && (
        <Notice tone="good">
          <p role="status">{message}</p>
        </Notice>
      )}
      <h1>{caseRow.subject}</h1>
      <p class="status-line" id="zustand" data-live>
        <span>
          {title} · {words.caseNumber} <strong>{caseRow.number}</strong>
        </span>
        <StatusBadge status={status} words={frame.texts.web.status} />
      </p>
      <div class="columns">
        <div id="stand" data-live>
          <CaseNow frame={frame} open={open} overview={overview} />
          <h2>{words.stages}</h2>
          <StageLine stages={stagesOf(manifest, caseRow, overview.steps, frame)} words={frame.texts.web.stage} />
          <h2>{words.documents}</h2>
          <FileList
            empty={words.documentsEmpty}
            files={overview.documents.map((document) => ({
              id: document.id,
              title: document.title,
              href: `${open.base}/dokument/${document.id}`,
              size: document.size,
              kind: frame.texts.web.pdf,
              note: shortDate(document.released_at ?? document.created_at),
            }))}
          />
          <Timeline {...props} />
          <details class="fold">
            <summary>{words.data}</summary>
            {described.map((part) => (
              <div key={part.id}>
                <h3>{part.label}</h3>
                <DescribedRows part={part} />
              </div>
            ))}
          </details>
          {overview.uploads.length > 0 && (
            <details class="fold">
              <summary>{words.uploads}</summary>
              <FileList
                empty=""
                files={overview.uploads.map((file) => ({
                  id: file.id,
                  title: file.file_name,
                  href: `${open.base}/datei/${file.id}`,
                  size: file.size,
                  kind: (file.file_name.split('.').at(-1) ?? '').toUpperCase(),
                }))}
              />
            </details>
          )}
        </div>
        <aside id="kontakt" data-live>
          <Contact {...props} />
          <Withdrawal {...props} />
        </aside>
      </div>
    </PortalLayout>
  );
}

function Timeline({ frame, open, overview }: StatusPageProps) {
  const words = frame.texts.portal.status;
  return (
    <>
      <h2>{words.timeline}</h2>
      {overview.events.length === 0 ? (
        <p class="empty-text">{words.timelineEmpty}</p>
      ) : (
        <ol class="timeline">
          {overview.events.map((event) => (
            <li key={event.id}>
              <time dateTime={new Date(Number(event.at)).toISOString()}>{dateTime(event.at, frame.language)}</time>
              <span>{eventTitle(event, open.pkg.manifest, frame.language)}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Contact({ frame, open }: StatusPageProps) {
  const words = frame.texts.portal.status;
  const { profile } = open.municipality;
  return (
    <div class="panel">
      <h2>{words.contact}</h2>
      <p>
        {localize(open.pkg.manifest.office, frame.language)}
        <br />
        {profile.officialName ?? open.municipality.name}
        {profile.phone && (
          <>
            <br />
            <a href={phoneHref(profile.phone)}>{displayPhone(profile.phone)}</a>
          </>
        )}
        {profile.email && (
          <>
            <br />
            <a href={`mailto:${profile.email}`}>{profile.email}</a>
          </>
        )}
      </p>
      <p>{words.contactText(open.caseRow.number)}</p>
    </div>
  );
}

function Withdrawal({ frame, open, overview }: StatusPageProps) {
  const { withdrawal } = open.pkg.manifest;
  if (!withdrawal || overview.isWithdrawn || !canWithdraw(open.pkg.manifest, open.caseRow, overview.steps)) return null;
  return (
    <p class="no-print">
      <a href={`${open.base}/rueckzug`}>{localize(withdrawal.title, frame.language)}</a>
    </p>
  );
}
