import type { ComponentChildren } from 'preact';

export interface TextFieldProps {
  id: string;
  name: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  value?: string;
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'date' | 'number';
  autocomplete?: string;
  required?: boolean;
  maxLength?: number;
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'search';
}

/** Label, hint, error and input, tied together for screen readers. */
export function TextField({ id, name, label, hint, error, value, type = 'text', ...rest }: TextFieldProps) {
  const described = [hint && `${id}-hinweis`, error && `${id}-fehler`].filter(Boolean).join(' ') || undefined;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        name={name}
        type={type}
        value={value ?? ''}
        aria-describedby={described}
        aria-invalid={error ? 'true' : undefined}
        {...rest}
      />
    </FieldFrame>
  );
}

export interface FieldFrameProps {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: ComponentChildren;
}

/** The frame of a field whose input somebody else draws; it names `<id>-hinweis` and `<id>-fehler`. */
export function FieldFrame({ id, label, hint, error, children }: FieldFrameProps) {
  return (
    <div class={error ? 'field has-error' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hinweis`}>
          {hint}
        </p>
      )}
      {error && (
        <span class="error-text" id={`${id}-fehler`}>
          {error}
        </span>
      )}
      {children}
    </div>
  );
}
