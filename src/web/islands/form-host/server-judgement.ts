import type { FormError } from '../../../form/validate-form.js';
import { indexesOf } from '../../form/field-anchor.js';

interface FieldInstance {
  id: string;
  indexes?: Record<string, number>;
}

/**
 * Stands where form-js expects its validator. The server judges, with its own sentences, and the browser gives no second
 * opinion: a field keeps the server's fault as long as it holds what was sent.
 */
export class ServerJudgement {
  private readonly faults = new Map<string, { message: string; value: string | undefined }>();

  constructor(errors: readonly FormError[]) {
    for (const { fieldId, path, message } of errors)
      this.faults.set([fieldId, ...indexesOf(path)].join('/'), { message, value: undefined });
  }

  /** form-js asks when a field appears, changes or loses the focus; the first time it holds what was sent. */
  validateFieldInstance({ id, indexes }: FieldInstance, value: unknown): string[] {
    const fault = this.faults.get([id, ...Object.values(indexes ?? {})].join('/'));
    if (!fault) return [];
    const held = JSON.stringify(value ?? null);
    fault.value ??= held;
    return fault.value === held ? [fault.message] : [];
  }

  validateField(): string[] {
    return [];
  }
}
