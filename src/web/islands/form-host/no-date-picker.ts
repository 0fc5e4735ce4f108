/** Stands in for flatpickr in the bundle: our date field replaces the one field that would call it. */
export default function noDatePicker(): never {
  throw new Error('The date field of form-js is not used here.');
}
