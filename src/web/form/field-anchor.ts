/** Id of a field's input on the page: the error summary leads to it. Indexes count entries of lists, outermost first. */
export const fieldAnchor = (fieldId: string, indexes: readonly number[]): string =>
  ['feld', fieldId].join('-') + indexes.map((index) => `_${index}`).join('');

/** `personen.0.ahv` -> [0] */
export const indexesOf = (path: string): number[] =>
  path
    .split('.')
    .filter((step) => /^\d+$/.test(step))
    .map(Number);
