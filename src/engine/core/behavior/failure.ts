import type { ErrorType } from '../state/work-items.js';

/** Why an element cannot go on; becomes an incident. A value, not an exception: it is an expected outcome. */
export class Failure {
  constructor(
    readonly errorType: ErrorType,
    readonly message: string,
  ) {}
}

/** Whatever is wrong with an expression is wrong with the mapping; only results that are too large keep their own type. */
export const ofMapping = ({ errorType }: Failure, message: string): Failure =>
  new Failure(errorType === 'MESSAGE_SIZE_EXCEEDED' ? errorType : 'IO_MAPPING_ERROR', message);
