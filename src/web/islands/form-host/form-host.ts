import { createForm } from '@bpmn-io/form-js-viewer';
import type { JsonValue, Variables } from '../../../engine/engine.js';
import type { FormComponent } from '../../../form/form-schema.js';
import type { FormError } from '../../../form/validate-form.js';
import { indexesOf } from '../../form/field-anchor.js';
import { CheckboxInput, ChecklistInput, RadioInput, SelectInput, TaglistInput } from './fields/choice-fields.js';
import { DateInput } from './fields/date-field.js';
import { FileInput } from './fields/file-field.js';
import { TableView, TextView } from './fields/shown-fields.js';
import { NumberInput, TextAreaInput, TextInput } from './fields/text-fields.js';
import { type Host, HOST_SERVICE } from './host-context.js';
import { EntryRepeatManager } from './repeat-manager.js';
import { ServerJudgement } from './server-judgement.js';

/** A form on the page. This folder alone knows form-js: another renderer of the same schema can take its place. */
export interface FormHandle {
  /** What the fields that are shown hold. */
  data(): Variables;
  onChange(listener: () => void): void;
  /** Enter in a field. */
  onSubmit(listener: () => void): void;
}

const FIELDS = [
  TextInput,
  TextAreaInput,
  NumberInput,
  DateInput,
  CheckboxInput,
  RadioInput,
  SelectInput,
  ChecklistInput,
  TaglistInput,
  FileInput,
  TextView,
  TableView,
];

interface FormFields {
  register(type: string, component: unknown): void;
}

/** Replaces form-js' fields by ours: labelled for screen readers, with native controls, and with values shown as typed. */
class OurFields {
  static $inject = ['formFields'];
  constructor(formFields: FormFields) {
    for (const component of FIELDS) formFields.register(component.config.type as string, component);
  }
}

export async function mountFormHost(container: HTMLElement, host: Host): Promise<FormHandle> {
  const { components, context, data, title, errors } = host.props;
  const words: Record<string, string> = {
    'Nothing to show.': host.props.texts.nothingToShow,
    'Next page': host.props.texts.nextPage,
    'Previous page': host.props.texts.previousPage,
    '{page} of {total}': '{page} / {total}',
  };
  const module = {
    __init__: ['ourFields'],
    ourFields: ['type', OurFields],
    repeatRenderManager: ['type', EntryRepeatManager],
    validator: ['value', new ServerJudgement(errors)],
    [HOST_SERVICE]: ['value', host],
    translate: ['value', (text: string, values: Record<string, string> = {}) => fill(words[text] ?? text, values)],
  };
  const form = (await createForm({
    container,
    schema: { type: 'default', id: 'eform', schemaVersion: 19, components: components.map(levelled) },
    data: joined(context, data),
    properties: { ariaLabel: title },
    additionalModules: [module],
  } as unknown as Parameters<typeof createForm>[0])) as unknown as FormInternals;
  if (errors.length > 0) form._setState({ errors: errorTree(errors) });
  return {
    data: () => form._getSubmitData(),
    onChange: (listener) => form.on('changed', listener),
    onSubmit: (listener) => form.on('submit', listener),
  };
}

interface FormInternals {
  _getSubmitData(): Variables;
  _setState(state: { errors: unknown }): void;
  on(event: string, listener: () => void): void;
}

const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** Texts of a form stand below the page's heading, so theirs begin at the second level, whatever their author wrote. */
const levelled = (component: FormComponent): FormComponent => ({
  ...component,
  ...(component.type === 'text' && component.text ? { text: component.text.replace(/^#{1,6}(?=\s)/gm, '##') } : {}),
  ...(component.components ? { components: component.components.map(levelled) } : {}),
});

const isObject = (value: JsonValue | undefined): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was typed wins over what the case knows, name by name. */
function joined(context: Variables, data: Variables): Variables {
  const result: Variables = { ...context };
  for (const [name, value] of Object.entries(data)) {
    const known = result[name];
    result[name] = isObject(known) && isObject(value) ? joined(known, value) : value;
  }
  return result;
}

type ErrorTree = { [key: string]: ErrorTree | string[] };

/** form-js keeps errors by field id and, inside lists, by index. */
function errorTree(errors: readonly FormError[]): ErrorTree {
  const tree: ErrorTree = {};
  for (const { fieldId, path, message } of errors) {
    const keys = [fieldId, ...indexesOf(path).map(String)];
    let place = tree;
    for (const key of keys.slice(0, -1)) {
      const next = place[key];
      place = place[key] = Array.isArray(next) || next === undefined ? {} : next;
    }
    place[keys.at(-1) ?? fieldId] = [message];
  }
  return tree;
}
