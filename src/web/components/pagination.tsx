import type { Texts } from '../../texts/texts.js';

export interface PaginationProps {
  page: number;
  count: number;
  /** Address of a page, counted from 1. */
  href: (page: number) => string;
  texts: Texts['web'];
}

/** Back and forth through a long list. */
export function Pagination({ page, count, href, texts }: PaginationProps) {
  if (count <= 1) return null;
  return (
    <nav class="pagination" aria-label={texts.pages}>
      {page > 1 && (
        <a class="button secondary" rel="prev" href={href(page - 1)}>
          {texts.previousPage}
        </a>
      )}
      <span>{texts.pageOf(page, count)}</span>
      {page < count && (
        <a class="button secondary" rel="next" href={href(page + 1)}>
          {texts.nextPage}
        </a>
      )}
    </nav>
  );
}
