import type { Municipality } from '../../municipality/profile.js';
import { localize, type LocalizedText } from '../../process-package/localized-text.js';
import type { Service } from '../../rollout/service-directory.js';
import { Notice } from '../../web/components/notice.js';
import { shortDate } from '../../web/format.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';
import { canStartOnline, descriptionOf, fillSettings, intakeNoteOf, localValues } from '../service-facts.js';
import { OtherWays } from './other-ways.js';

export interface ServicePageProps {
  frame: PageFrame;
  municipality: Municipality;
  service: Service;
}

/** Everything people want to know before they begin. */
export function ServicePage({ frame, municipality, service }: ServicePageProps) {
  const { manifest } = service.pkg;
  const about = descriptionOf(service);
  const words = frame.texts.portal.service;
  const base = `/gemeinde/${municipality.slug}`;
  const say = (text: LocalizedText): string => fillSettings(localize(text, frame.language), service, frame.language);
  const title = say(about.title);
  return (
    <PortalLayout
      frame={frame}
      title={title}
      crumbs={[{ label: frame.texts.portal.home, href: base }, { label: title }]}
    >
      <h1>{title}</h1>
      <p class="lead">{say(about.summary)}</p>
      <div class="columns">
        <div>
          <StartBlock frame={frame} service={service} action={`${base}/${service.packageId}/starten`} say={say} />
          <h2>{words.whoMay}</h2>
          <p>{say(about.whoMay)}</p>
          {about.documents.length > 0 && (
            <>
              <h2>{words.documents}</h2>
              <ul class="checklist-plain">
                {about.documents.map((document) => (
                  <li key={document.title.de}>
                    {say(document.title)}
                    {document.hint && <span class="hint"> {say(document.hint)}</span>}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2>{words.steps}</h2>
          <ol class="steps-ahead">
            {about.steps.map((step) => (
              <li key={step.title.de}>
                <strong>{say(step.title)}</strong>
                <p>{say(step.description)}</p>
              </li>
            ))}
          </ol>
          <LocalTable frame={frame} municipality={municipality} service={service} />
          <LegalBasis frame={frame} service={service} />
          <DataUse frame={frame} service={service} />
        </div>
        <aside>
          <div class="panel">
            <h2>{words.cost}</h2>
            <p>{say(about.cost)}</p>
            <h2>{words.duration}</h2>
            <p>{say(about.duration)}</p>
            <h2>{words.office}</h2>
            <p>{say(manifest.office)}</p>
          </div>
          <OtherWays frame={frame} municipality={municipality} />
        </aside>
      </div>
    </PortalLayout>
  );
}

interface StartBlockProps {
  frame: PageFrame;
  service: Service;
  action: string;
  say: (text: LocalizedText) => string;
}

/** The note about the Gemeinde's way of taking applications, and the one button. */
function StartBlock({ frame, service, action, say }: StartBlockProps) {
  const words = frame.texts.portal.service;
  const note = intakeNoteOf(service);
  const label = descriptionOf(service).start;
  const isPlain = note?.onlineStart === true && note.link === undefined;
  return (
    <>
      {note && !isPlain && (
        <Notice tone="warn">
          <h2>{say(note.title)}</h2>
          <p>{say(note.text)}</p>
          {note.link && (
            <p>
              <a class="button large" href={note.link.url} rel="noreferrer">
                {say(note.link.title)}
              </a>
            </p>
          )}
        </Notice>
      )}
      {canStartOnline(service) && (
        <form action={action} method="post" class="start-block">
          <button class={note?.link ? 'button large secondary' : 'button large'} type="submit">
            {label ? say(label) : words.start}
          </button>
          <p class="hint">{words.time}</p>
        </form>
      )}
    </>
  );
}

function LocalTable({ frame, municipality, service }: ServicePageProps) {
  const words = frame.texts.portal.service;
  const values = localValues(service, frame.language);
  if (values.length === 0) return null;
  return (
    <details class="fold">
      <summary>{words.localTitle(municipality.name)}</summary>
      <p>{words.localText}</p>
      <div class="table-wrap" tabIndex={0} role="region" aria-label={words.localTitle(municipality.name)}>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.setting}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.basis}</th>
            </tr>
          </thead>
          <tbody>
            {values.map((row) => (
              <tr key={row.title}>
                <td>{row.title}</td>
                <td>{row.value}</td>
                <td>{row.basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function LegalBasis({ frame, service }: { frame: PageFrame; service: Service }) {
  const words = frame.texts.portal.service;
  return (
    <details class="fold">
      <summary>{words.legalBasis}</summary>
      <ul>
        {service.pkg.manifest.legalBasis.map((basis) => (
          <li key={basis.title.de}>
            {[
              localize(basis.title, frame.language),
              basis.article && localize(basis.article, frame.language),
              basis.source,
            ]
              .filter(Boolean)
              .join(', ')}
            {basis.validFrom && ` (${words.validFrom(shortDate(basis.validFrom))})`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function DataUse({ frame, service }: { frame: PageFrame; service: Service }) {
  return (
    <details class="fold">
      <summary>{frame.texts.portal.service.privacy}</summary>
      <ul>
        {descriptionOf(service).dataCategories.map((category) => (
          <li key={category.title.de}>
            {localize(category.title, frame.language)}: {localize(category.purpose, frame.language)}
          </li>
        ))}
      </ul>
    </details>
  );
}
