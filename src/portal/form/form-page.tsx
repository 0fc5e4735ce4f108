import type { Variables } from '../../engine/engine.js';
import type { UploadInfo } from '../../form/upload.store.js';
import type { FormError } from '../../form/validate-form.js';
import { visibleContext } from '../../form/visible-context.js';
import { localize } from '../../process-package/localized-text.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { FORM_ASSETS, FormIsland } from '../../web/components/form-island.js';
import { Notice } from '../../web/components/notice.js';
import { fieldAnchor, indexesOf } from '../../web/form/field-anchor.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { OpenDraft } from './draft-access.js';
import { titleIn } from '../service-facts.js';

export interface FormPageProps {
  frame: PageFrame;
  open: OpenDraft;
  /** Counted from 0. */
  index: number;
  data: Variables;
  stand: string;
  errors: FormError[];
  files: UploadInfo[];
  /** Where the citizen came from: back to the summary instead of the next step. */
  toSummary: boolean;
  /** True when another window has changed this step. */
  isConflict?: boolean;
  /** «Gespeichert um 14.30 Uhr», when something is stored. */
  savedMessage: string | undefined;
  /** Link that opens this draft on any device. */
  laterLink: string;
}

/** One step of the e-form: one topic a page. */
export function FormPage(props: FormPageProps) {
  const { frame, open, index, errors, isConflict, toSummary } = props;
  const words = frame.texts.portal.form;
  const { manifest } = open.service.pkg;
  const title = localize(titleIn(manifest, open.service.settings.values), frame.language);
  const step = open.steps[index];
  const count = open.steps.length;
  const home = `/gemeinde/${open.municipality.slug}`;
  const summary = `${open.base}/uebersicht`;
  const back = toSummary ? summary : index === 0 ? `${home}/${open.service.packageId}` : `${open.base}/${index}`;
  return (
    <PortalLayout
      frame={frame}
      title={`${errors.length > 0 ? frame.texts.web.errorPrefix : ''}${step?.label ?? title} · ${title}`}
      crumbs={[
        { label: frame.texts.portal.home, href: home },
        { label: title, href: `${home}/${open.service.packageId}` },
        { label: words.step(index + 1, count) },
      ]}
      isPrivate
      {...FORM_ASSETS}
    >
      <ErrorSummary
        title={frame.texts.web.errorSummary}
        errors={errors.map((error) => ({
          message: error.message,
          fieldId: fieldAnchor(error.fieldId, indexesOf(error.path)),
        }))}
      />
      {isConflict && (
        <Notice tone="warn">
          <h2>{frame.texts.form.conflictTitle}</h2>
          <p>{frame.texts.form.conflictText}</p>
          <p>
            <a href={`${open.base}/${index + 1}`}>{frame.texts.form.takeOther}</a>
          </p>
        </Notice>
      )}
      <p class="progress">{words.step(index + 1, count)}</p>
      <div class="progress-bar" aria-hidden="true">
        <progress value={index + 1} max={count} />
      </div>
      <h1>{step?.label}</h1>
      <Fields {...props} />
      <form id="schritt" method="post" action={`${open.base}/${index + 1}`} class="step-form">
        <input type="hidden" name="daten" value="" />
        <input type="hidden" name="stand" value={props.stand} />
        {toSummary && <input type="hidden" name="ziel" value="uebersicht" />}
        <p class="buttons">
          <button class="button" type="submit" {...(isConflict ? { name: 'ueberschreiben', value: 'ja' } : {})}>
            {isConflict ? frame.texts.form.keepMine : toSummary || index + 1 === count ? words.toSummary : words.next}
          </button>
          <a class="button quiet" href={back}>
            {words.back}
          </a>
          <span class="save-status" role="status" data-save-status>
            {props.savedMessage}
          </span>
        </p>
      </form>
      <LaterLink frame={frame} link={props.laterLink} />
    </PortalLayout>
  );
}

function Fields({ frame, open, index, data, stand, errors, files, isConflict }: FormPageProps) {
  const step = open.steps[index];
  const components = step?.components ?? [];
  // Conditions of this step may look at the other steps; nothing else of them travels.
  const context = visibleContext({ id: open.schema.id, components }, { ...open.context, ...open.draft.data });
  return (
    <FormIsland
      frame={frame}
      formId="schritt"
      title={step?.label ?? ''}
      components={components}
      data={data}
      context={context}
      errors={errors}
      files={files.map((file) => ({ id: file.id, name: file.file_name, size: file.size }))}
      uploadUrl={`${open.base}/dateien`}
      stand={stand}
      {...(isConflict ? {} : { saveUrl: `${open.base}/${index + 1}/speichern` })}
    />
  );
}

export function LaterLink({ frame, link }: { frame: PageFrame; link: string }) {
  const words = frame.texts.portal.form;
  return (
    <details class="fold">
      <summary>{words.laterTitle}</summary>
      <p>{words.laterText}</p>
      <p class="secret-link">{link}</p>
    </details>
  );
}
