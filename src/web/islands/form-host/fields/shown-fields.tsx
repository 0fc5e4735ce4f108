import { MarkdownRenderer, sanitizeHTML, Table, Text, useExpressionEvaluation } from '@bpmn-io/form-js-viewer';
import { useMemo } from 'preact/hooks';
import type { JsonValue } from '../../../../engine/engine.js';
import { asPlainMarkdown, shownValue, templatePieces } from '../../../../form/shown-value.js';
import { anchorOf, type FieldProps } from '../field-props.js';
import { useHost } from '../host-context.js';

const renderer = new MarkdownRenderer();

/** Evaluates FEEL over what the form holds and knows. */
const useExpression = useExpressionEvaluation as (source: string) => JsonValue | undefined;

/** A text of the package with values of the case: its author writes Markdown, the values are shown as they were typed. */
export function TextView({ field }: Pick<FieldProps, 'field'>) {
  const { texts } = useHost().props;
  // Which pieces are expressions depends on the schema only, so hooks come in the same order every time.
  const markdown = templatePieces(field.text ?? '')
    .map((piece, index) =>
      index % 2 === 0 ? piece : asPlainMarkdown(shownValue(useExpression(`=${piece.trim()}`), texts)),
    )
    .join('');
  const html = useMemo(() => sanitizeHTML(renderer.render(markdown)), [markdown]);
  return <div class="fjs-form-field fjs-form-field-text" dangerouslySetInnerHTML={{ __html: html }} />;
}
TextView.config = Text.config;

/** Rows of a list; on small screens each row is a block with its own labels. */
export function TableView({ field, domId }: Pick<FieldProps, 'field' | 'domId'>) {
  const { texts } = useHost().props;
  const source = useExpression(field.dataSource ?? '');
  const rows = Array.isArray(source) ? source : [];
  const columns = field.columns ?? [];
  return (
    <div class="fjs-form-field fjs-form-field-table">
      <table id={anchorOf(domId)}>
        {field.label && <caption>{field.label}</caption>}
        <thead>
          <tr>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label ?? key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map(({ key, label }) => (
                <td key={key} data-label={label ?? key}>
                  {shownValue(cell(row, key), texts)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p class="hint">{texts.nothingToShow}</p>}
    </div>
  );
}
TableView.config = Table.config;

const cell = (row: JsonValue, key: string): JsonValue | undefined =>
  typeof row === 'object' && row !== null && !Array.isArray(row) && Object.hasOwn(row, key) ? row[key] : undefined;
