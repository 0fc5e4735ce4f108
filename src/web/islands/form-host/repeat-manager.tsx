import { buildExpressionContext, LocalExpressionContext, RepeatRenderManager } from '@bpmn-io/form-js-viewer';
import type { ComponentType } from 'preact';
import { useContext } from 'preact/hooks';
import type { JsonValue, Variables } from '../../../engine/engine.js';
import type { ViewField } from './field-props.js';
import { useHost } from './host-context.js';

interface RepeatProps {
  field: ViewField;
  indexes?: Record<string, number>;
  readonly?: boolean;
  disabled?: boolean;
  onChange(change: { field?: ViewField; value: JsonValue; indexes?: Record<string, number> }): void;
}
interface RepeaterProps extends RepeatProps {
  RowsRenderer: ComponentType<Record<string, unknown>>;
}
interface ItemContext {
  data: unknown;
  this: unknown;
  parent: unknown;
  i: number[];
}

/** What we use of form-js' manager that its types keep to themselves. */
interface ManagerParts {
  _form: {
    _getState(): { data: Variables };
    _getInitializedFieldData(data: Variables, options: unknown): JsonValue;
  };
  _pathRegistry: { getValuePath(field: ViewField, options: unknown): (string | number)[] };
}

/** Entries of a list as numbered groups with buttons in words; form-js shows icons named in English. */
export class EntryRepeatManager extends RepeatRenderManager {
  override Repeater = (props: RepeaterProps) => {
    const { RowsRenderer, field, indexes, ...rest } = props;
    const values = this.valuesOf(props);
    const outer = useContext(LocalExpressionContext) as ItemContext;
    const { texts } = useHost().props;
    const remove = (index: number): void =>
      props.onChange({ field, value: values.filter((_, each) => each !== index), ...(indexes ? { indexes } : {}) });
    return (
      <>
        {values.length === 0 && (
          <p class="empty-entries">
            <strong>{field.label}</strong>
            <span>{texts.noEntries}</span>
          </p>
        )}
        {values.map((value, index) => (
          <fieldset class="entry" key={index}>
            <legend>{entryTitle(field, index)}</legend>
            <LocalExpressionContext.Provider value={itemContext(outer, value, index)}>
              <RowsRenderer {...rest} field={field} indexes={{ ...indexes, [field.id]: index }} />
            </LocalExpressionContext.Provider>
            {(values.length > 1 || field.defaultRepetitions === 0) && !props.readonly && (
              <button type="button" class="button danger small" onClick={() => remove(index)}>
                {texts.removeEntry}
                <span class="visually-hidden">: {entryTitle(field, index)}</span>
              </button>
            )}
          </fieldset>
        ))}
      </>
    );
  };

  override RepeatFooter = (props: RepeatProps) => {
    const { texts } = useHost().props;
    const { _form: form } = this.parts;
    if (props.readonly || props.disabled) return <></>;
    const add = (): void => {
      const values = this.valuesOf(props);
      const indexes = { ...props.indexes, [props.field.id]: values.length };
      const entry = form._getInitializedFieldData(form._getState().data, { container: props.field, indexes });
      props.onChange({ value: [...values, entry] });
      focusEntry(props.field, values.length);
    };
    return (
      <button type="button" class="button secondary" onClick={add}>
        {texts.addEntry}
      </button>
    );
  };

  private get parts(): ManagerParts {
    return this as unknown as ManagerParts;
  }

  private valuesOf({ field, indexes }: RepeatProps): JsonValue[] {
    const path = this.parts._pathRegistry.getValuePath(field, { indexes });
    const found = path.reduce<JsonValue | undefined>(
      (value, step) =>
        typeof value === 'object' && value !== null ? (value as Record<string | number, JsonValue>)[step] : undefined,
      this.parts._form._getState().data,
    );
    return Array.isArray(found) ? found : [];
  }
}

/** «Person 2»: the summary names entries the same way. */
const entryTitle = (field: ViewField, index: number): string =>
  `${field.properties?.['entry'] ?? field.label ?? ''} ${index + 1}`.trim();

const itemContext = (outer: ItemContext, value: JsonValue, index: number): ItemContext => ({
  data: outer.data,
  this: value,
  parent: buildExpressionContext({ ...outer, data: outer.this } as Parameters<typeof buildExpressionContext>[0]),
  i: [...outer.i, index + 1],
});

/** After the new entry is drawn, its first field takes the focus. */
function focusEntry(field: ViewField, index: number): void {
  const first = field.components?.find((component) => component.key !== undefined);
  requestAnimationFrame(() => {
    setTimeout(() => document.getElementById(`feld-${first?.id ?? ''}_${index}`)?.focus());
  });
}
