import type { Variables } from '../../engine/engine.js';
import type { FormSchema } from '../../form/form-schema.js';
import type { UploadInfo } from '../../form/upload.store.js';
import type { FormError } from '../../form/validate-form.js';
import { visibleContext } from '../../form/visible-context.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { FORM_ASSETS, FormIsland } from '../../web/components/form-island.js';
import { Notice } from '../../web/components/notice.js';
import { fieldAnchor, indexesOf } from '../../web/form/field-anchor.js';
import { dueText, longDate } from '../../web/format.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { OpenCase } from './case-access.js';

export interface CitizenTaskPageProps {
  frame: PageFrame;
  open: OpenCase;
  /** Name of the task in the model: «Unterlagen nachreichen». */
  name: string;
  dueDate: string | null;
  now: number;
  /** Address of the task's pages. */
  base: string;
  schema: FormSchema;
  data: Variables;
  context: Variables;
  stand: string;
  errors: FormError[];
  /** A fault that belongs to no field. */
  problem?: string | undefined;
  files: UploadInfo[];
  isConflict?: boolean;
}

/** What the citizen is asked for in a running case; leads straight to the fields. */
export function CitizenTaskPage(props: CitizenTaskPageProps) {
  const { frame, open, name, base, schema, errors, problem, isConflict } = props;
  const words = frame.texts.portal.status;
  return (
    <PortalLayout
      frame={frame}
      title={`${errors.length > 0 ? frame.texts.web.errorPrefix : ''}${name} · ${open.caseRow.number}`}
      crumbs={[{ label: open.caseRow.number, href: open.base }, { label: name }]}
      isPrivate
      {...FORM_ASSETS}
    >
      <ErrorSummary
        title={frame.texts.web.errorSummary}
        errors={[
          ...(problem === undefined ? [] : [{ message: problem }]),
          ...errors.map((error) => ({
            message: error.message,
            fieldId: fieldAnchor(error.fieldId, indexesOf(error.path)),
          })),
        ]}
      />
      {isConflict && (
        <Notice tone="warn">
          <h2>{frame.texts.form.conflictTitle}</h2>
          <p>{frame.texts.form.conflictText}</p>
          <p>
            <a href={base}>{frame.texts.form.takeOther}</a>
          </p>
        </Notice>
      )}
      <h1>{name}</h1>
      {props.dueDate !== null && (
        <p class="lead">
          {words.due(longDate(props.dueDate, frame.language), dueText(props.dueDate, props.now, frame.language))}
        </p>
      )}
      <FormIsland
        frame={frame}
        formId="aufgabe"
        title={name}
        components={schema.components}
        data={props.data}
        context={visibleContext(schema, props.context)}
        errors={errors}
        files={props.files.map((file) => ({ id: file.id, name: file.file_name, size: file.size }))}
        uploadUrl={`${base}/dateien`}
        stand={props.stand}
        {...(isConflict ? {} : { saveUrl: `${base}/speichern` })}
      />
      <form id="aufgabe" method="post" action={base}>
        <input type="hidden" name="daten" value="" />
        <input type="hidden" name="stand" value={props.stand} />
        <p class="buttons">
          <button class="button" type="submit" {...(isConflict ? { name: 'ueberschreiben', value: 'ja' } : {})}>
            {isConflict ? frame.texts.form.keepMine : words.send}
          </button>
          <a class="button quiet" href={open.base}>
            {frame.texts.web.back}
          </a>
          <span class="save-status" role="status" data-save-status />
        </p>
      </form>
    </PortalLayout>
  );
}
