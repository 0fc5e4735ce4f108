import type { ErrorType } from '../state/work-items.js';

/** Why an element cannot go on; becomes an incident. A value, not an exception: it is an expected outcome. */
export class Failure {
  constructor(
    readonly errorType: ErrorType,
    readonly message: string,
  ) {}
}
