export interface SummaryError {
  message: string;
  /** Id of the field the error belongs to; absent when it belongs to none. */
  fieldId?: string;
  /** Where the error can be mended when that is another page. */
  href?: string;
}

/** All errors of a page on top. It takes the focus when the page loads, and each line leads to its field. */
export function ErrorSummary({ errors, title }: { errors: SummaryError[]; title: string }) {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} id="fehler" autofocus>
      <h2>{title}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.fieldId ?? ''}${error.message}`}>
            {error.href || error.fieldId ? (
              <a href={error.href ?? `#${error.fieldId}`}>{error.message}</a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
