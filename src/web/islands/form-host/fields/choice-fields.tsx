import { Checkbox, Checklist, Radio, Select, Taglist } from '@bpmn-io/form-js-viewer';
import type { JsonValue } from '../../../../engine/engine.js';
import type { FieldProps } from '../field-props.js';
import { useHost } from '../host-context.js';
import { FieldShell, GroupShell, HintAndError, useFieldParts } from './field-shell.js';
import { useOptions } from './options.js';

const keep = ({ value }: { value: unknown }): unknown => value;
const keepList = ({ value }: { value: unknown }): unknown => (Array.isArray(value) ? value : []);

/** One of several, all in sight. */
export function RadioInput(props: FieldProps) {
  const { field, value, disabled, readonly, onChange } = props;
  const parts = useFieldParts(props);
  const options = useOptions(field);
  return (
    <GroupShell input={props} parts={parts}>
      {options.map((option, index) => {
        const id = index === 0 ? parts.id : `${parts.id}-${index}`;
        return (
          <div class="choice" key={option.value}>
            <input
              id={id}
              type="radio"
              name={parts.id}
              value={option.value}
              checked={value !== null && value !== undefined && String(value) === option.value}
              disabled={disabled || readonly}
              aria-invalid={parts.error ? 'true' : undefined}
              onChange={() => onChange({ value: option.value })}
            />
            <label for={id}>{option.label}</label>
          </div>
        );
      })}
    </GroupShell>
  );
}
RadioInput.config = { ...Radio.config, sanitizeValue: keep };

/** Any of several. */
export function ChecklistInput(props: FieldProps) {
  const { field, value, disabled, readonly, onChange } = props;
  const parts = useFieldParts(props);
  const options = useOptions(field);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const toggle = (option: string, isOn: boolean): void => {
    const next: JsonValue[] = options
      .map((each) => each.value)
      .filter((each) => (each === option ? isOn : chosen.includes(each)));
    onChange({ value: next });
  };
  return (
    <GroupShell input={props} parts={parts}>
      {options.map((option, index) => {
        const id = index === 0 ? parts.id : `${parts.id}-${index}`;
        return (
          <div class="choice" key={option.value}>
            <input
              id={id}
              type="checkbox"
              value={option.value}
              checked={chosen.includes(option.value)}
              disabled={disabled || readonly}
              aria-invalid={parts.error ? 'true' : undefined}
              onChange={(event) => toggle(option.value, event.currentTarget.checked)}
            />
            <label for={id}>{option.label}</label>
          </div>
        );
      })}
    </GroupShell>
  );
}
ChecklistInput.config = { ...Checklist.config, sanitizeValue: keepList };

/** A taglist is a checklist: everybody can use it, with any tool. */
export function TaglistInput(props: FieldProps) {
  return <ChecklistInput {...props} />;
}
TaglistInput.config = { ...Taglist.config, sanitizeValue: keepList };

export function SelectInput(props: FieldProps) {
  const { field, value, disabled, readonly, onChange, onBlur, onFocus } = props;
  const parts = useFieldParts(props);
  const { texts } = useHost().props;
  return (
    <FieldShell input={props} parts={parts}>
      <select
        {...parts.control}
        class="input"
        value={value === null || value === undefined ? '' : String(value)}
        disabled={disabled || readonly}
        onChange={(event) => onChange({ value: event.currentTarget.value || null })}
        onBlur={onBlur}
        onFocus={onFocus}
      >
        <option value="">{texts.choose}</option>
        {useOptions(field).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldShell>
  );
}
SelectInput.config = { ...Select.config, sanitizeValue: keep };

/** One statement to agree to. */
export function CheckboxInput(props: FieldProps) {
  const { value, disabled, readonly, onChange } = props;
  const parts = useFieldParts(props);
  return (
    <div class={parts.error ? 'field has-error' : 'field'}>
      <HintAndError parts={parts} />
      <div class="choice">
        <input
          {...parts.control}
          type="checkbox"
          checked={value === true}
          disabled={disabled || readonly}
          onChange={(event) => onChange({ value: event.currentTarget.checked })}
        />
        <label for={parts.id}>{parts.label}</label>
      </div>
    </div>
  );
}
CheckboxInput.config = Checkbox.config;
