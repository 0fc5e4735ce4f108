import { useSingleLineTemplateEvaluation } from '@bpmn-io/form-js-viewer';
import type { ComponentChildren } from 'preact';
import { anchorOf, type FieldProps } from '../field-props.js';
import { useHost } from '../host-context.js';

/** Names of the parts that belong to a field. */
export interface FieldParts {
  id: string;
  /** For aria-describedby: hint and error, as far as they exist. */
  described: string | undefined;
  label: string;
  hint: string;
  error: string | undefined;
  /** What every single control has: its id, and its state for assistive technology. */
  control: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': 'true' | undefined;
    'aria-required': 'true' | undefined;
  };
}

export function useFieldParts({ field, domId, errors }: FieldProps): FieldParts {
  const id = anchorOf(domId);
  const label = useSingleLineTemplateEvaluation(field.label ?? field.dateLabel ?? field.timeLabel ?? '', {
    debug: false,
  }) as string;
  const hint = useSingleLineTemplateEvaluation(field.description ?? '', { debug: false }) as string;
  const error = errors?.[0];
  const described = [hint && `${id}-hinweis`, error && `${id}-fehler`].filter(Boolean).join(' ') || undefined;
  const control: FieldParts['control'] = {
    id,
    'aria-describedby': described,
    'aria-invalid': error ? 'true' : undefined,
    'aria-required': field.validate?.required ? 'true' : undefined,
  };
  return { id, described, label, hint, error, control };
}

/** Whether to say «freiwillig»: not when the hint says it already, and not on single checkboxes. */
const saysOptional = ({ field, readonly, disabled }: FieldProps, hint: string): boolean =>
  !field.validate?.required &&
  !readonly &&
  !disabled &&
  field.type !== 'checkbox' &&
  !/freiwillig|facultatif/i.test(hint);

export function LabelText({ input, parts }: { input: FieldProps; parts: FieldParts }) {
  const { texts } = useHost().props;
  return (
    <>
      {parts.label}
      {saysOptional(input, parts.hint) && <span class="optional"> ({texts.optional})</span>}
    </>
  );
}

export function HintAndError({ parts }: { parts: FieldParts }) {
  return (
    <>
      {parts.hint && (
        <p class="hint" id={`${parts.id}-hinweis`}>
          {parts.hint}
        </p>
      )}
      {parts.error && (
        <span class="error-text" id={`${parts.id}-fehler`}>
          {parts.error}
        </span>
      )}
    </>
  );
}

/** A single input with its label above, hint and error between. */
export function FieldShell(props: { input: FieldProps; parts: FieldParts; children: ComponentChildren }) {
  const { input, parts, children } = props;
  return (
    <div class={parts.error ? 'field has-error' : 'field'}>
      <label for={parts.id}>
        <LabelText input={input} parts={parts} />
      </label>
      <HintAndError parts={parts} />
      {children}
    </div>
  );
}

/** Several inputs that answer one question. */
export function GroupShell(props: { input: FieldProps; parts: FieldParts; children: ComponentChildren }) {
  const { input, parts, children } = props;
  return (
    <fieldset class={parts.error ? 'field choices has-error' : 'field choices'} aria-describedby={parts.described}>
      <legend>
        <LabelText input={input} parts={parts} />
      </legend>
      <HintAndError parts={parts} />
      {children}
    </fieldset>
  );
}
