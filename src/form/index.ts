export { checkFormSchema } from './check-form-schema.js';
export {
  describeForm,
  type DescribedRow,
  type DescribedSection,
  type DescribedStep,
  type DescribeOptions,
} from './describe-form.js';
export type { KnownUpload } from './field-value.js';
export {
  asFormSchema,
  formSteps,
  type FormComponent,
  type FormOption,
  type FormSchema,
  type FormStep,
} from './form-schema.js';
export { validateForm, type FormError, type FormOptions, type FormResult } from './validate-form.js';
