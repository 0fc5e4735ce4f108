import { Numberfield, Textarea, Textfield } from '@bpmn-io/form-js-viewer';
import { shownValue } from '../../../../form/shown-value.js';
import type { FieldProps } from '../field-props.js';
import { useHost } from '../host-context.js';
import { FieldShell, useFieldParts } from './field-shell.js';

type Keyboard = { type: 'text' | 'email' | 'tel'; inputMode: 'text' | 'email' | 'tel' | 'numeric' };
const NUMERIC: Keyboard = { type: 'text', inputMode: 'numeric' };
const KEYBOARDS: Record<string, Keyboard> = {
  email: { type: 'email', inputMode: 'email' },
  phone: { type: 'tel', inputMode: 'tel' },
  plz: NUMERIC,
  ahv: NUMERIC,
  egid: NUMERIC,
};
const PLAIN: Keyboard = { type: 'text', inputMode: 'text' };
/** Inputs as wide as what belongs into them. */
const WIDTHS: Record<string, string> = {
  plz: 'short',
  ahv: 'medium',
  phone: 'medium',
  egid: 'medium',
  egrid: 'medium',
};

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** One line of text; keyboard, width and autocomplete follow the kind of text. */
export function TextInput(props: FieldProps) {
  const { field, value, disabled, readonly, onChange, onBlur, onFocus } = props;
  const parts = useFieldParts(props);
  const { texts } = useHost().props;
  const format = field.properties?.format ?? field.validate?.validationType ?? '';
  const keyboard = KEYBOARDS[format] ?? PLAIN;
  const maxLength = field.validate?.maxLength;
  return (
    <FieldShell input={props} parts={parts}>
      <input
        {...parts.control}
        class={`input ${WIDTHS[format] ?? (typeof maxLength === 'number' && maxLength <= 20 ? 'medium' : '')}`}
        type={keyboard.type}
        inputMode={keyboard.inputMode}
        value={readonly ? shownValue(value, texts) : text(value)}
        disabled={disabled}
        readOnly={readonly}
        autocomplete={field.properties?.['autocomplete'] ?? 'off'}
        onInput={(event) => onChange({ value: event.currentTarget.value })}
        onBlur={onBlur}
        onFocus={onFocus}
      />
    </FieldShell>
  );
}
TextInput.config = Textfield.config;

export function TextAreaInput(props: FieldProps) {
  const { value, disabled, readonly, onChange, onBlur, onFocus } = props;
  const parts = useFieldParts(props);
  return (
    <FieldShell input={props} parts={parts}>
      <textarea
        {...parts.control}
        class="input"
        rows={5}
        value={text(value)}
        disabled={disabled}
        readOnly={readonly}
        onInput={(event) => onChange({ value: event.currentTarget.value })}
        onBlur={onBlur}
        onFocus={onFocus}
      />
    </FieldShell>
  );
}
TextAreaInput.config = Textarea.config;

/** Numbers are typed as text: no wheel that changes them, and the server reads Swiss spelling. */
export function NumberInput(props: FieldProps) {
  const { field, value, disabled, readonly, onChange, onBlur, onFocus } = props;
  const parts = useFieldParts(props);
  const send = (typed: string): void => {
    const number = Number(typed);
    // Conditions compare numbers; what is none stays as typed, so that its author sees it again.
    onChange({ value: typed !== '' && Number.isFinite(number) && String(number) === typed ? number : typed });
  };
  return (
    <FieldShell input={props} parts={parts}>
      <input
        {...parts.control}
        class="input medium"
        type="text"
        inputMode={field.decimalDigits === 0 ? 'numeric' : 'decimal'}
        value={text(value)}
        disabled={disabled}
        readOnly={readonly}
        autocomplete="off"
        onInput={(event) => send(event.currentTarget.value)}
        onBlur={onBlur}
        onFocus={onFocus}
      />
    </FieldShell>
  );
}
NumberInput.config = {
  ...Numberfield.config,
  // What was typed wrongly comes back with its error; form-js would throw it away.
  sanitizeValue: ({ value }: { value: unknown }) =>
    typeof value === 'number' || typeof value === 'string' ? value : '',
};
