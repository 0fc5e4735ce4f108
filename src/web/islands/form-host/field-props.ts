import type { JsonValue } from '../../../engine/engine.js';
import type { FormComponent } from '../../../form/form-schema.js';

/** A field of the schema as form-js hands it on: with what only the browser needs. */
export interface ViewField extends FormComponent {
  description?: string;
}

/** What form-js gives to each field. */
export interface FieldProps {
  field: ViewField;
  value: JsonValue | undefined;
  errors?: string[];
  disabled?: boolean;
  readonly?: boolean;
  domId: string;
  onChange(change: { value: JsonValue }): void;
  onBlur?(): void;
  onFocus?(): void;
}

/** `fjs-form-1a2b3c-f_name_6_0` -> `feld-f_name_6_0`: the part form-js makes up is different on every visit. */
export const anchorOf = (domId: string): string => domId.replace(/^fjs-form-[^-]*-/, 'feld-');
