import type { LogRow } from '../log-row';
import type { LinesQuestion } from './ask-lines';
import { nextNs } from './ask-lines';

/**
 * Where the page after these lines begins (`forward`, inclusive) or ends (`backward`, exclusive), ns. Pages overlap by the ns
 * at which they meet, as the next page may have more lines of it; but one of a single ns would come again and again.
 */
export function nextBound(rows: readonly LogRow[], direction: LinesQuestion['direction']): string {
  const last = rows.at(-1)!.ns;
  const isOneNs = rows[0]!.ns === last;
  if (direction === 'backward') return isOneNs ? last : nextNs(last);
  return isOneNs ? nextNs(last) : last;
}

/** The lines of pages that overlap, each once. */
export function joined(pages: readonly { readonly rows: readonly LogRow[] }[]): readonly LogRow[] {
  if (pages.length === 1) return pages[0]!.rows;
  const seen = new Set<string>();
  return pages.flatMap(({ rows }) =>
    rows.filter(({ id }) => {
      const isNew = !seen.has(id);
      seen.add(id);
      return isNew;
    }),
  );
}
