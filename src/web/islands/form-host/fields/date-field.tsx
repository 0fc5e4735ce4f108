import { Datetime } from '@bpmn-io/form-js-viewer';
import type { FieldProps } from '../field-props.js';
import { FieldShell, useFieldParts } from './field-shell.js';

const TYPES = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

/** Date, time or both with the browser's own picker; the value is ISO 8601. */
export function DateInput(props: FieldProps) {
  const { field, value, disabled, readonly, onChange, onBlur, onFocus } = props;
  const parts = useFieldParts(props);
  return (
    <FieldShell input={props} parts={parts}>
      <input
        {...parts.control}
        class="input medium"
        type={TYPES[field.subtype ?? 'date']}
        value={typeof value === 'string' ? value : ''}
        max={field.subtype === 'time' ? undefined : field.subtype === 'datetime' ? '2199-12-31T23:59' : '2199-12-31'}
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
DateInput.config = {
  ...Datetime.config,
  sanitizeValue: ({ value }: { value: unknown }) => (typeof value === 'string' ? value : null),
};
