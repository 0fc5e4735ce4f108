import type { Variables } from '../../engine/engine.js';
import type { FormSchema } from '../../form/form-schema.js';
import type { UploadInfo } from '../../form/upload.store.js';
import type { FormError } from '../../form/validate-form.js';
import { visibleContext } from '../../form/visible-context.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { FormIsland } from '../../web/components/form-island.js';
import { Notice } from '../../web/components/notice.js';
import { fieldAnchor, indexesOf } from '../../web/form/field-anchor.js';
import type { PageFrame } from '../../web/page-frame.js';

export interface WorkFormProps {
  frame: PageFrame;
  title: string;
  schema: FormSchema;
  context: Variables;
  data: Variables;
  /** Fingerprint of what is stored. */
  stand: string;
  errors: readonly FormError[];
  files: readonly UploadInfo[];
  /** The form is posted here. */
  action: string;
  /** `<draftUrl>/speichern` saves, `<draftUrl>/dateien` takes files. */
  draftUrl: string;
  submitLabel: string;
  isConflict?: boolean | undefined;
  savedMessage?: string | undefined;
}

/** A form that staff fill in on one page, with its button. */
export function WorkForm(props: WorkFormProps) {
  const { frame, schema, errors, files, action, draftUrl, isConflict } = props;
  const words = frame.texts.form;
  return (
    <>
      <ErrorSummary
        title={frame.texts.web.errorSummary}
        errors={errors.map(({ message, fieldId, path }) => ({
          message,
          ...(fieldId === '' ? {} : { fieldId: fieldAnchor(fieldId, indexesOf(path)) }),
        }))}
      />
      {isConflict && (
        <Notice tone="warn">
          <h2>{words.conflictTitle}</h2>
          <p>{words.conflictText}</p>
          <p>
            <a href={action}>{words.takeOther}</a>
          </p>
        </Notice>
      )}
      <FormIsland
        frame={frame}
        formId="arbeit"
        title={props.title}
        components={schema.components}
        data={props.data}
        context={visibleContext(schema, props.context)}
        errors={[...errors]}
        files={files.map((file) => ({ id: file.id, name: file.file_name, size: file.size }))}
        uploadUrl={`${draftUrl}/dateien`}
        stand={props.stand}
        {...(isConflict ? {} : { saveUrl: `${draftUrl}/speichern` })}
      />
      <div data-copy-words data-copy={frame.texts.desk.task.copy} data-copied={frame.texts.desk.task.copied} hidden />
      <form id="arbeit" method="post" action={action}>
        <input type="hidden" name="daten" value="" />
        <input type="hidden" name="stand" value={props.stand} />
        <p class="buttons">
          <button class="button" type="submit" {...(isConflict ? { name: 'ueberschreiben', value: 'ja' } : {})}>
            {isConflict ? words.keepMine : props.submitLabel}
          </button>
          <span class="save-status" role="status" data-save-status>
            {props.savedMessage}
          </span>
        </p>
      </form>
    </>
  );
}
