import type { SpanRow } from '../trace';
import type { DiffChange, TracePatch } from './trace-diff';

/** What the comparison says of a span. */
export type Mark = 'same' | 'changed' | 'added' | 'removed';

export interface MarkedSpan {
  readonly span: SpanRow;
  readonly mark: Mark;
  /** Of the other trace, ns; undefined where it is as long, within what is taken for the same. */
  readonly otherNs: number | undefined;
}

/** Places among siblings from the root down, as texts, of spans as the tree is drawn. */
export function pathsOf(spans: readonly SpanRow[]): string[] {
  const open: number[] = [];
  return spans.map(({ depth }) => {
    open.length = Math.min(open.length, depth + 1);
    open[depth] = (open[depth] ?? -1) + 1;
    return open.join('.');
  });
}

const durationChange = ({ target }: DiffChange): boolean => target.type === 'field' && target.name === 'duration_nanos';

/** The left trace with what the right one lacks. */
export function markLeft(spans: readonly SpanRow[], { removed }: TracePatch): MarkedSpan[] {
  const gone = new Set(removed.map(({ span }) => span.path.join('.')));
  const paths = pathsOf(spans);
  return spans.map((span, index) => ({
    span,
    mark: gone.has(paths[index]!) ? 'removed' : 'same',
    otherNs: undefined,
  }));
}

/** The right trace with what is new in it and what has changed. */
export function markRight(spans: readonly SpanRow[], { added, modified }: TracePatch): MarkedSpan[] {
  const fresh = new Set(added.map(({ span }) => span.path.join('.')));
  const changes = new Map(modified.map((one) => [one.span.path.join('.'), one.changes]));
  const paths = pathsOf(spans);
  return spans.map((span, index) => {
    const path = paths[index]!;
    const before = changes.get(path)?.find(durationChange)?.before;
    return {
      span,
      mark: fresh.has(path) ? 'added' : changes.has(path) ? 'changed' : 'same',
      otherNs: typeof before === 'number' ? before : undefined,
    };
  });
}
