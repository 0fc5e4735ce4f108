import type { DescribedStep } from '../../form/index.js';
import type { SettingDefinition, SettingValue } from '../../process-package/setting-definition.js';
import { settingWithUnit } from '../../process-package/setting-text.js';
import { FileList } from '../../web/components/file-list.js';
import { dateTime, longDate } from '../../web/format.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { CaseDetail } from '../case-detail.js';

type Part = { detail: CaseDetail; frame: PageFrame };

/** What the applicant wrote, as a list of label and value. */
export function CaseData({ detail, frame }: Part) {
  if (detail.data.length === 0) return <p class="empty-text">{frame.texts.desk.case.noData}</p>;
  return <DescribedSteps steps={detail.data} />;
}

/** Answers of a form, page by page. */
export function DescribedSteps({ steps }: { steps: readonly DescribedStep[] }) {
  return (
    <>
      {steps.map((step) => (
        <section key={step.id} class="described">
          <h3>{step.label}</h3>
          {step.sections.map((section) => (
            <div key={section.label ?? ''}>
              {section.label && <h4>{section.label}</h4>}
              <dl class="facts">
                {section.rows.map((row) => (
                  <div key={row.path}>
                    <dt>{row.label}</dt>
                    <dd>{row.value}</dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

/** Letters of the case, then what people have sent. */
export function CaseDocuments({ detail, frame }: Part) {
  const words = frame.texts.desk.case;
  return (
    <>
      <FileList
        empty={frame.texts.web.noDocuments}
        files={detail.documents.map((document) => ({
          id: document.id,
          title: document.title,
          href: `/desk/dokumente/${document.id}`,
          size: document.size,
          kind: frame.texts.web.pdf,
          note: document.released_at
            ? words.released(longDate(document.released_at, frame.language))
            : words.draftDocument,
        }))}
      />
      <h3>{words.uploads}</h3>
      <FileList
        empty={words.noUploads}
        files={detail.uploads.map((upload) => ({
          id: upload.id,
          title: upload.file_name,
          href: `/desk/dateien/${upload.id}`,
          size: upload.size,
          kind: upload.content_type.replace(/^.*\//, '').toUpperCase(),
        }))}
      />
    </>
  );
}

/** What happened, newest first. */
export function CaseHistory({ detail, frame }: Part) {
  return (
    <ol class="history">
      {detail.events.map((event) => (
        <li key={event.id}>
          <time dateTime={new Date(Number(event.at)).toISOString()}>{dateTime(event.at, frame.language)}</time>
          <strong>{event.title}</strong>
          {event.detail && <p>{event.detail}</p>}
          {event.actor && <small>{detail.people.get(event.actor) ?? event.actor}</small>}
        </li>
      ))}
    </ol>
  );
}

/** The diagram with the token on it (drawn by a script), and the same steps as a list for everybody. */
export function CaseDiagram({ detail, frame, isOpen }: Part & { isOpen: boolean }) {
  const words = frame.texts.desk.case;
  const shown = detail.steps.filter(({ element_id }) => detail.elementNames.get(element_id));
  return (
    <>
      <div
        class="diagram"
        role="group"
        aria-label={words.diagramLabel}
        data-diagram={`/desk/faelle/${detail.row.id}/diagramm`}
      />
      <details open={isOpen}>
        <summary>{words.steps}</summary>
        <ol class="steps">
          {shown.map((step) => (
            <li key={`${step.element_id}${step.started_at}`} class={step.ended_at === null ? 'now' : 'done'}>
              <span>{detail.elementNames.get(step.element_id)}</span>
              <small>
                {words.stepStates[step.state] ?? step.state} ·{' '}
                {dateTime(step.ended_at ?? step.started_at, frame.language)}
              </small>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

/** The frozen settings, each with where it comes from and what it rests on. */
export function CaseSettings({ detail, frame }: Part) {
  const words = frame.texts.desk.case;
  const { row, pkg } = detail;
  return (
    <>
      <p class="hint">{words.settingsHint}</p>
      <table class="settings">
        <tbody>
          {pkg.manifest.settings.map((definition) => {
            const origin = row.setting_origins[definition.key];
            return (
              <tr key={definition.key}>
                <th scope="row">{definition.title.de}</th>
                <td>{settingOf(definition, row.settings[definition.key])}</td>
                <td>
                  {words.layers[origin?.layer ?? 'paket']}
                  {origin?.legalBasis && <small>{origin.legalBasis}</small>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

const settingOf = (definition: SettingDefinition, value: unknown): string =>
  value === undefined ? '–' : settingWithUnit(definition, value as SettingValue);
