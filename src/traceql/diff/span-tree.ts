import { createHash } from 'node:crypto';
import type { StoredSpan } from '../../model/stored-span.js';
import type { EvaluatedSpan } from '../eval/span.js';
import { evaluatedTrace } from '../eval/trace.js';

/** A span at its place in the tree of its trace. */
export interface PlacedSpan {
  readonly span: EvaluatedSpan;
  /** Places among siblings, from the root down: `[0, 2]` is the third child of the first root. */
  readonly path: readonly number[];
  readonly service: string;
  /** Equal for the spans of two traces that are the same step of the same work, whatever their ids and times. */
  readonly key: string;
}

/**
 * The spans of a trace, each behind its parent and siblings by their start. Spans whose parent is missing stand with the
 * roots; those that are each other's parents are reached from the oldest of them.
 */
export function placedSpans(stored: readonly StoredSpan[]): PlacedSpan[] {
  const { spans } = evaluatedTrace(stored);
  const ids = new Set(spans.map(({ id }) => id));
  const children = new Map<string, EvaluatedSpan[]>();
  for (const span of spans) {
    const parent = ids.has(span.parentId) ? span.parentId : '';
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [span]);
    else siblings.push(span);
  }
  const placed: PlacedSpan[] = [];
  const roots = new Siblings([], '');
  const taken = new Set<EvaluatedSpan>();
  const open: { span: EvaluatedSpan; siblings: Siblings }[] = [];
  const enter = (span: EvaluatedSpan, siblings: Siblings) => {
    open.push({ span, siblings });
    for (let top = open.pop(); top !== undefined; top = open.pop()) {
      if (taken.has(top.span)) continue;
      taken.add(top.span);
      const place = top.siblings.place(top.span);
      placed.push(place);
      const below = new Siblings(place.path, place.key);
      for (const child of (children.get(top.span.id) ?? []).toReversed()) open.push({ span: child, siblings: below });
    }
  };
  for (const root of children.get('') ?? []) enter(root, roots);
  for (const span of spans) enter(span, roots);
  return placed;
}

/** Gives siblings their places and keys, in the order in which they come. */
class Siblings {
  private next = 0;
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly parentPath: readonly number[],
    private readonly parentKey: string,
  ) {}

  place(span: EvaluatedSpan): PlacedSpan {
    const service = serviceOf(span);
    const own = JSON.stringify([service, span.name, span.kind]);
    const ordinal = this.seen.get(own) ?? 0;
    this.seen.set(own, ordinal + 1);
    return { span, path: [...this.parentPath, this.next++], service, key: keyOf(this.parentKey, own, ordinal) };
  }
}

/** A digest, as chains of spans may be as long as a sender likes. */
const keyOf = (parent: string, own: string, ordinal: number): string =>
  createHash('sha1').update(`${parent}\n${own}\n${ordinal}`).digest('base64');

function serviceOf({ resource }: EvaluatedSpan): string {
  const name = resource.get('service.name');
  return name?.type === 'string' ? name.value : '';
}
